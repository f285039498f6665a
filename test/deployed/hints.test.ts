/** What events ask for: one execution for all that is gathered, and none beside a run. */
import type { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runLock } from '../../lib/deployed/execution.ts';
import { hintQueue, PATIENCE_MS } from '../../lib/deployed/hint-queue.ts';
import { askFor, type HintEdges } from '../../lib/deployed/hints.ts';
import { freeLock, takeLock } from '../../lib/register/locks.ts';
import { openRegister, type Register } from '../pipeline/harness.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
let register: Register;
let started: { readonly stateMachineArn: string; readonly only: unknown }[] = [];
let waited: readonly [number, number] | undefined;
let edges: HintEdges;
beforeAll(async () => {
  register = await openRegister();
  edges = {
    database: register.table.database,
    client: {
      send: async ({ input }: StartExecutionCommand) => {
        started.push({ stateMachineArn: input.stateMachineArn!, ...JSON.parse(input.input!) });
      },
    } as unknown as HintEdges['client'],
    stateMachine: 'arn:aws:states:eu-west-1:111122223333:stateMachine:cadastre-aws',
    now: () => NOW,
    onWaiting: (...counts) => {
      waited = counts;
    },
  };
});
afterAll(() => register.close());
beforeEach(() => {
  started = [];
  waited = undefined;
});

const message = (messageId: string, event: unknown, minutesAgo = 1): SQSRecord =>
  ({
    messageId,
    body: JSON.stringify(event),
    attributes: { SentTimestamp: String(NOW - minutesAgo * 60_000) },
  }) as SQSRecord;

const call = (eventName: string, account = '222233334444') => ({
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.ec2',
  account,
  region: 'eu-west-1',
  detail: { eventSource: 'ec2.amazonaws.com', eventName },
});

describe('hints', () => {
  it('that ask for the same are one listing, and all of them one execution', async () => {
    const records = [
      message('1', call('CreateVolume')),
      message('2', call('DeleteVolume')),
      message('3', call('CreateVolume', '333344445555')),
    ];
    expect(await askFor(records, edges)).toEqual({ batchItemFailures: [] });
    expect(started).toHaveLength(1);
    expect(started[0]!.stateMachineArn).toBe(edges.stateMachine);
    expect(started[0]!.only).toEqual([
      { accountId: '222233334444', region: 'eu-west-1', kind: 'aws_ebs_volume' },
      { accountId: '333344445555', region: 'eu-west-1', kind: 'aws_ebs_volume' },
    ]);
  });

  it('that no kind understands start nothing', async () => {
    expect(await askFor([message('1', call('DescribeVolumes'))], edges)).toEqual({ batchItemFailures: [] });
    expect(started).toEqual([]);
  });

  it('wait while a run is under way, but for those that the next run overtakes', async () => {
    const lock = runLock('aws', 'an execution');
    await takeLock(edges.database, lock);
    const records = [message('young', call('CreateVolume')), message('old', call('CreateVolume'), 50)];
    expect(await askFor(records, edges)).toEqual({ batchItemFailures: [{ itemIdentifier: 'young' }] });
    expect([started, waited]).toEqual([[], [1, 1]]);
    await freeLock(edges.database, lock);
    await askFor(records.slice(0, 1), edges);
    expect(started).toHaveLength(1);
  });

  it('are given up before the queue takes them for a failure', () => {
    // When it is taken the last time, at the earliest, after it was taken first as soon as it was sent.
    const last = (hintQueue.tries - 1) * hintQueue.hiddenS * 1000;
    expect(PATIENCE_MS).toBeLessThan(last);
    expect(PATIENCE_MS).toBeGreaterThan(last / 2);
  });

  it('that are more than an execution takes come again for the rest', async () => {
    const records = Array.from({ length: 2_000 }, (_, i) =>
      message(`${i}`, call('CreateVolume', String(100_000_000_000 + i))),
    );
    const { batchItemFailures } = await askFor(records, edges);
    expect(started).toHaveLength(1);
    expect(JSON.stringify(started[0]).length).toBeLessThan(256 * 1024);
    expect((started[0]!.only as unknown[]).length + batchItemFailures.length).toBe(2_000);
    expect(waited).toEqual([batchItemFailures.length, 0]);
  });
});
