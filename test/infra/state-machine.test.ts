import { describe, expect, it } from 'vitest';
import { TellingBusyError } from '../../lib/deployed/tell.ts';
import { definitionOf } from '../../lib/infra/state-machine.ts';
import { LeaseLostError, PartitionBusyError } from '../../lib/register/lease.ts';
import { TableThrottledError, TableUnreachableError } from '../../lib/register/patience.ts';

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Catch?: unknown;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts: number }[];
  readonly Parameters?: { readonly FunctionName: string; readonly Payload: Readonly<Record<string, unknown>> };
  readonly ItemProcessor?: Machine;
}

interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

const machine = definitionOf({
  provider: 'azure',
  partition: 'aws',
  collector: 'arn:collector',
  summarise: 'arn:summarise',
  concurrency: 7,
  toleratedFailurePercent: 30,
}) as unknown as Machine;
const { Plan, Partitions, Summarise } = machine.States as Readonly<Record<string, State>>;
const children = Partitions!.ItemProcessor!;

/** Name of a state → those that may follow it. */
const ways = ({ States }: Machine) =>
  Object.fromEntries(
    Object.entries(States).map(([name, { Next, Default, Choices = [] }]) => [
      name,
      [...Choices.map((choice) => choice.Next), Default, Next].filter((next) => next !== undefined),
    ]),
  );

const retried = ({ Retry = [] }: State, ours: boolean): string[] =>
  Retry.flatMap(({ ErrorEquals }) => ErrorEquals)
    .filter((name) => /^(Lambda|States|Sandbox|Runtime)\./.test(name) !== ours)
    .sort();

/** The names that Lambda reports errors of these classes by. */
const namesOf = (...classes: readonly (new (message: string) => Error)[]): string[] =>
  classes.map((one) => new one('told').name).sort();

describe('the state machine of a provider', () => {
  it('plans, ends where another run is under way, collects each partition, and summarises', () => {
    expect(machine.StartAt).toBe('All?');
    expect(ways(machine)).toEqual({
      'All?': ['Plan', 'All'],
      All: ['Plan'],
      Plan: ['Skipped?'],
      'Skipped?': ['Done', 'Summarise', 'Partitions'],
      Partitions: ['Summarise'],
      Summarise: ['Done'],
      Done: [],
    });
    expect(machine.States['Skipped?']!.Choices).toEqual([
      { Variable: '$.plan.Payload.skipped', BooleanEquals: true, Next: 'Done' },
      { Variable: '$.plan.Payload.partitions', NumericEquals: 0, Next: 'Summarise' },
    ]);
    expect(machine.States.Done).toEqual({ Type: 'Succeed' });
  });

  it('collects a partition again for as long as it says that there is more', () => {
    expect(children.StartAt).toBe('Collect');
    expect(ways(children)).toEqual({ Collect: ['More?'], 'More?': ['Collect', 'Collected'], Collected: [] });
    expect(children.States['More?']!.Choices).toEqual([
      { Variable: '$.state', StringEquals: 'continue', Next: 'Collect' },
    ]);
    expect(children.States.Collect!.Parameters).toEqual({
      FunctionName: 'arn:collector',
      Payload: { action: 'collect', 'run.$': '$.run', 'item.$': '$.item' },
    });
  });

  it('maps over the plan where it lies in S3, each partition as an execution of its own', () => {
    expect(Partitions).toMatchObject({
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON' },
        Parameters: { 'Bucket.$': '$.plan.Payload.bucket', 'Key.$': '$.plan.Payload.key' },
      },
      ItemSelector: { 'run.$': '$.plan.Payload.run', 'item.$': '$$.Map.Item.Value' },
      MaxConcurrency: 7,
      ToleratedFailurePercentage: 30,
      // The plan stays what it was for the step that summarises.
      ResultPath: null,
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
    });
  });

  it('calls the functions as their handlers expect it', () => {
    expect(Plan!.Parameters!.Payload).toEqual({
      action: 'plan',
      'execution.$': '$$.Execution.Id',
      'only.$': '$.only',
    });
    expect(Summarise!.Parameters).toEqual({
      FunctionName: 'arn:summarise',
      Payload: {
        action: 'summarise',
        provider: 'azure',
        'run.$': '$.plan.Payload.run',
        'bucket.$': '$.plan.Payload.bucket',
        'key.$': '$.plan.Payload.key',
      },
    });
  });

  it('tries again by the names that the code’s errors have', () => {
    expect(retried(Plan!, true)).toEqual(namesOf(TableThrottledError, TableUnreachableError));
    expect(retried(children.States.Collect!, true)).toEqual(
      namesOf(PartitionBusyError, LeaseLostError, TableThrottledError, TableUnreachableError),
    );
    expect(retried(Summarise!, true)).toEqual(namesOf(TellingBusyError, TableThrottledError, TableUnreachableError));
  });

  it('tries again what is Lambda’s own trouble, whichever step it meets', () => {
    for (const state of [Plan!, children.States.Collect!, Summarise!])
      expect(retried(state, false)).toEqual(
        expect.arrayContaining(['Lambda.TooManyRequestsException', 'Sandbox.Timedout', 'States.Timeout']),
      );
  });

  it('catches nothing, so that an execution that failed can be redriven', () => {
    for (const state of [...Object.values(machine.States), ...Object.values(children.States)])
      expect(state.Catch).toBeUndefined();
  });
});
