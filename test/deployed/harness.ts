/** The steps of a deployed run, one after another in this process, as a state machine calls them. */
import { GetObjectCommand, type PutObjectCommand } from '@aws-sdk/client-s3';
import { defaultLifecycle } from '../../lib/collect/lifecycle.ts';
import { noLimit, type TimeBudget } from '../../lib/collect/time.ts';
import { defaultConcurrency } from '../../lib/config/defaults.ts';
import type { Config } from '../../lib/config/types.ts';
import { type CollectAnswer, collectItem } from '../../lib/deployed/collect-work.ts';
import { endExecution } from '../../lib/deployed/end-run.ts';
import type { Planned } from '../../lib/deployed/execution.ts';
import { type CollectorEdges, planRun } from '../../lib/deployed/plan-run.ts';
import { type PlanStore, readPlanned, type Target, type WorkItem } from '../../lib/deployed/plans.ts';
import type { Root } from '../../lib/providers/roots.ts';
import type { ProviderId } from '../../lib/providers/types.ts';
import { openSource } from '../../lib/runs/source.ts';
import { samplePolicy } from '../../lib/sample/policy.ts';
import type { ServedSample } from '../../lib/sample/serve.ts';
import type { Register } from '../pipeline/harness.ts';

/** A bucket in memory: what the plan's two calls need of S3. */
export const memoryBucket = (): PlanStore & { readonly objects: Map<string, string> } => {
  const objects = new Map<string, string>();
  const send = async (command: PutObjectCommand | GetObjectCommand) => {
    if (command instanceof GetObjectCommand) {
      const text = objects.get(command.input.Key!);
      if (text === undefined) throw new Error(`NoSuchKey: ${command.input.Key}`);
      return { Body: { transformToString: async () => text } };
    }
    objects.set(command.input.Key!, String(command.input.Body));
    return {};
  };
  return { client: { send } as unknown as PlanStore['client'], bucket: 'plans', objects };
};

/** Of AWS two accounts in one region: each call sweeps a listing, and there are many. */
export const narrow = (root: Root): Root =>
  root.provider === 'aws' ? { ...root, accounts: ['222233334444', '333344445555'], regions: ['eu-west-1'] } : root;

const START = Date.UTC(2026, 5, 1, 12);

export interface Deployment {
  readonly provider: ProviderId;
  readonly register: Register;
  readonly served: ServedSample;
  readonly plans: ReturnType<typeof memoryBucket>;
  /** Hours since the first run. */
  turn: number;
  /** How the config names what is collected. */
  readonly rootOf?: (root: Root) => Root;
  /** Further roots of the config, beside those that are served. */
  readonly beside?: readonly Root[];
}

export const edgesOf = ({
  provider,
  register,
  served,
  plans,
  turn,
  rootOf = narrow,
  beside = [],
}: Deployment): CollectorEdges => ({
  provider,
  database: register.table.database,
  plans,
  config: {
    ...samplePolicy,
    roots: [...served.roots.map(rootOf), ...beside],
    concurrency: defaultConcurrency,
    lifecycle: defaultLifecycle,
    leaveOut: [],
    notify: [],
    events: [],
  } as unknown as Config,
  open: (root, _, meter) => openSource(root, served.connections, meter),
  onProgress: () => undefined,
  onBegun: () => undefined,
  now: () => new Date(START + turn * 3_600_000),
});

export interface Execution {
  readonly planned: Planned;
  readonly calls: readonly CollectAnswer[];
}

/** Plans, and collects each item until it is done. */
export const execute = async (
  deployment: Deployment,
  {
    execution = `execution-${deployment.turn}`,
    only,
    short = false,
    skip = () => false,
  }: {
    readonly execution?: string;
    readonly only?: readonly Target[];
    /** Each call has time for one listing, or as many as are begun with it. */
    readonly short?: boolean;
    /** Items whose collection never succeeds. */
    readonly skip?: (item: WorkItem) => boolean;
  } = {},
): Promise<Execution> => {
  let swept = 0;
  const edges: CollectorEdges = {
    ...edgesOf(deployment),
    onProgress: ({ event }) => {
      if (event === 'listing') swept++;
    },
  };
  const time: TimeBudget = short ? { ...noLimit, low: () => swept > 0 } : noLimit;
  const planned = await planRun(edges, { action: 'plan', execution, only });
  const calls: CollectAnswer[] = [];
  if (planned.skipped) return { planned, calls };
  for (const item of await readPlanned(deployment.plans, planned)) {
    if (skip(item)) continue;
    let answer: CollectAnswer;
    do {
      // As the state machine does: the answer's own words are the next order.
      const { run, item: same } = calls.at(-1)?.item.id === item.id ? calls.at(-1)! : { run: planned.run, item };
      swept = 0;
      answer = await collectItem(edges, { action: 'collect', run, item: same }, time);
      calls.push(JSON.parse(JSON.stringify(answer)));
    } while (answer.state === 'continue');
  }
  return { planned, calls };
};

export const end = async (deployment: Deployment, { planned }: Execution) => {
  if (planned.skipped) throw new Error('a skipped execution has no end');
  const { run, bucket, key } = planned;
  const { database, plans, now } = edgesOf(deployment);
  return endExecution(database, plans, { action: 'summarise', run, bucket, key }, now);
};
