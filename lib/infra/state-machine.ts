/** How a provider is collected, in Amazon States Language: plan, each partition on its own, summarise. */
import { functions } from '../deployed/functions.ts';
import type { ProviderId } from '../providers/types.ts';
import { lambdaTrouble, leaseTrouble, processTrouble, tableTrouble, tellingTrouble } from './retries.ts';

/** What the definition is made of; ARNs may be tokens. */
export interface Collection {
  readonly provider: ProviderId;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly collector: string;
  readonly summarise: string;
  /** Partitions at once. */
  readonly concurrency: number;
  readonly toleratedFailurePercent: number;
}

/** Label of the map: what its children's executions are named by. */
export const PARTITIONS = 'Partitions';

/** A run that lasts longer hangs: then it ends, and the next one begins. */
const RUN_S = 24 * 3600;
/** Beyond a function's own limit, so that it is the function that says what happened. */
const TASK_SPARE_S = 15;

const task = (
  { partition }: Collection,
  [FunctionName, timeoutS]: readonly [arn: string, timeoutS: number],
  Payload: object,
  Retry: readonly object[],
) => ({
  Type: 'Task',
  Resource: `arn:${partition}:states:::lambda:invoke`,
  Parameters: { FunctionName, Payload },
  TimeoutSeconds: timeoutS + TASK_SPARE_S,
  Retry,
});

const collectorOf = ({ provider, collector }: Collection) => [collector, functions[provider].timeoutS] as const;

const collectOne = (collection: Collection) => ({
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'Collect',
  States: {
    Collect: {
      ...task(collection, collectorOf(collection), { action: 'collect', 'run.$': '$.run', 'item.$': '$.item' }, [
        lambdaTrouble,
        tableTrouble,
        leaseTrouble,
        processTrouble,
      ]),
      OutputPath: '$.Payload',
      Next: 'More?',
    },
    'More?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.state', StringEquals: 'continue', Next: 'Collect' }],
      Default: 'Collected',
    },
    // Nothing comes back: results of ten thousand accounts would not fit into one state's output.
    Collected: { Type: 'Pass', Result: {}, End: true },
  },
});

const summarise = (collection: Collection) => ({
  ...task(
    collection,
    [collection.summarise, functions.summarise.timeoutS],
    {
      action: 'summarise',
      provider: collection.provider,
      'run.$': '$.plan.Payload.run',
      'bucket.$': '$.plan.Payload.bucket',
      'key.$': '$.plan.Payload.key',
    },
    [lambdaTrouble, tableTrouble, tellingTrouble, processTrouble],
  ),
  ResultPath: '$.summary',
  Next: 'Done',
});

/** The definition. Input: `{}` for all of the provider, or `{"only": [{accountId, region, kind}, …]}`. */
export const definitionOf = (collection: Collection): Readonly<Record<string, unknown>> => {
  const { provider, partition, concurrency, toleratedFailurePercent } = collection;
  return {
    Comment: `Cadastre: plans, collects and summarises ${provider}`,
    StartAt: 'All?',
    TimeoutSeconds: RUN_S,
    States: {
      'All?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.only', IsPresent: true, Next: 'Plan' }],
        Default: 'All',
      },
      All: { Type: 'Pass', Result: null, ResultPath: '$.only', Next: 'Plan' },
      Plan: {
        ...task(
          collection,
          collectorOf(collection),
          { action: 'plan', 'execution.$': '$$.Execution.Id', 'only.$': '$.only' },
          [lambdaTrouble, tableTrouble, processTrouble],
        ),
        ResultPath: '$.plan',
        Next: 'Skipped?',
      },
      'Skipped?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.plan.Payload.skipped', BooleanEquals: true, Next: 'Done' },
          // No root could be read, or a hint is of an account that is not collected: there is a run to end all the same.
          { Variable: '$.plan.Payload.partitions', NumericEquals: 0, Next: 'Summarise' },
        ],
        Default: PARTITIONS,
      },
      [PARTITIONS]: {
        Type: 'Map',
        Label: PARTITIONS,
        ItemReader: {
          Resource: `arn:${partition}:states:::s3:getObject`,
          ReaderConfig: { InputType: 'JSON' },
          Parameters: { 'Bucket.$': '$.plan.Payload.bucket', 'Key.$': '$.plan.Payload.key' },
        },
        ItemSelector: { 'run.$': '$.plan.Payload.run', 'item.$': '$$.Map.Item.Value' },
        MaxConcurrency: concurrency,
        ToleratedFailurePercentage: toleratedFailurePercent,
        ItemProcessor: collectOne(collection),
        ResultPath: null,
        // Where more failed than is tolerated the execution fails here, uncaught: so that it can be redriven, which runs the
        // children that failed and no other. The next run begins anew otherwise.
        Next: 'Summarise',
      },
      Summarise: summarise(collection),
      Done: { Type: 'Succeed' },
    },
  };
};
