/**
 * The functions of a deployment as data, read by the code that runs in them and by what deploys them: their entries,
 * what they are told by environment variables, and their size.
 */

/** What a function may be told, and the environment variable that says it. */
export const variables = {
  /** The name that everything else is named by, and metrics are gathered under. */
  name: 'CADASTRE_NAME',
  /** Name of the register's table. */
  table: 'CADASTRE_TABLE',
  /** Bucket that plans of runs lie in, one object a run. */
  plans: 'CADASTRE_PLANS_BUCKET',
  /** Name of the event bus. */
  bus: 'CADASTRE_BUS',
  /** ARNs of the topics that digests go to. */
  ownersTopic: 'CADASTRE_OWNERS_TOPIC',
  platformTopic: 'CADASTRE_PLATFORM_TOPIC',
  /** JSON: provider → ARN of the state machine that collects it. */
  stateMachines: 'CADASTRE_STATE_MACHINES',
} as const;

export type Variable = keyof typeof variables;

export interface FunctionSpec {
  readonly title: string;
  /** Below the project's root; its export `handler` is called. */
  readonly entry: string;
  readonly variables: readonly Variable[];
  readonly timeoutS: number;
  readonly memoryMb: number;
  /** It reads `config.json`, which lies beside its code. */
  readonly config: boolean;
}

/**
 * Memory: twice and more of what docs/benchmarks.md measured, 420 MB at most for a million resources in one partition, since
 * Lambda gives a processor by memory.
 */
const collector = (provider: string, memoryMb: number): FunctionSpec => ({
  title: `Plans and collects ${provider}`,
  entry: `functions/${provider}.ts`,
  variables: ['table', 'plans'],
  // The most that Lambda has: what is not done in time goes on in the next call.
  timeoutS: 900,
  memoryMb,
  config: true,
});

export const functions = {
  aws: collector('aws', 1024),
  azure: collector('azure', 1024),
  gcp: collector('gcp', 1024),
  summarise: {
    title: 'Closes a run and sends its digests',
    entry: 'functions/summarise.ts',
    variables: ['name', 'table', 'plans', 'ownersTopic', 'platformTopic'],
    timeoutS: 900,
    // As a collector: of a partition that is planned no more it holds what that listed.
    memoryMb: 1024,
    config: true,
  },
  publisher: {
    title: 'Makes events of what was written to the table',
    entry: 'functions/publisher.ts',
    variables: ['name', 'bus'],
    timeoutS: 60,
    memoryMb: 256,
    config: false,
  },
  hints: {
    title: 'Asks for an earlier listing of what an event says has changed',
    entry: 'functions/hints.ts',
    variables: ['table', 'stateMachines'],
    timeoutS: 60,
    memoryMb: 256,
    config: false,
  },
  api: {
    title: 'Answers questions about the register',
    entry: 'functions/api.ts',
    variables: ['table'],
    timeoutS: 300,
    memoryMb: 512,
    config: false,
  },
} as const satisfies Readonly<Record<string, FunctionSpec>>;

export type FunctionId = keyof typeof functions;

/** The value of a variable; throws where the function was deployed without it. */
export const variable = (which: Variable, env: NodeJS.ProcessEnv = process.env): string => {
  const value = env[variables[which]];
  if (value === undefined || value === '')
    throw new Error(`${variables[which]} is not set: deploy the stack again, it sets it.`);
  return value;
};
