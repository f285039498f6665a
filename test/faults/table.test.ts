/** What the register's table, or something between, may do to a run and to who tells of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TableThrottledError, TableUnreachableError } from '../../lib/register/database.ts';
import { LeaseLostError } from '../../lib/register/lease.ts';
import type { Register } from '../pipeline/harness.ts';
import { type Listener, tell } from '../pipeline/told.ts';
import { fastClock } from './clock.ts';
import { openFront, type TableAnswer, type TableFault } from './front.ts';
import { cleanRun, forgetCleans, survives } from './harness.ts';
import { sampleOf } from './sample.ts';

/** The cloud with the fewest requests: what is struck here is the table. */
const CLOUD = 'gcp';

beforeAll(() => survives(CLOUD, (register) => cleanRun(CLOUD, register, 1), { passes: true }));
afterAll(forgetCleans);

/** What a run and who tells of it ask of the table. */
const operations = ['BatchWriteItem', 'GetItem', 'Query', 'UpdateItem', 'BatchGetItem'] as const;

/** A run over the changed estate and what is told of it, with a table that is struck meanwhile. */
const struckBy = (...faults: readonly TableFault[]) => {
  const front = openFront();
  const strike = async (register: Register, _: unknown, listener: Listener) => {
    front.strike(...faults);
    try {
      const run = await cleanRun(CLOUD, register, 1);
      await tell(register, listener);
      return run;
    } finally {
      expect(front.struck()).toBeGreaterThan(0);
      front.strike();
    }
  };
  return { through: front.through, strike };
};

describe('a run waits out', () => {
  const throttled: readonly TableAnswer[] = [
    'ProvisionedThroughputExceededException',
    'ThrottlingException',
    'RequestLimitExceeded',
  ];
  /** As many refusals as minutes bring: each try of ours is three of the client's. */
  const minutes = 100;

  const cases: readonly (readonly [string, ...TableFault[]])[] = [
    ...throttled.map((answer): [string, TableFault] => [`${answer} now and then`, { answer, every: 3 }]),
    ...operations.map((operation, index): [string, TableFault] => [
      `${throttled[index % 3]} of ${operation} for two minutes`,
      { operation, answer: throttled[index % 3]!, times: minutes },
    ]),
    ['batches of which half is left over', { answer: 'half', every: 2 }],
    ['batches of which nothing is done for a minute', { answer: 'nothing', times: 20 }],
    ['500s now and then', { answer: 'error', every: 3 }],
    ['503s of everything for a while', { answer: 'unavailable', fromCall: 4, times: 30 }],
    ['connections that are cut before the table has the request', { answer: 'reset', every: 3 }],
    ['a gateway’s HTML in place of an answer', { answer: 'html', every: 4 }],
    ['answers that end half-way', { answer: 'truncate', every: 4 }],
    [
      'all of it at once',
      { answer: 'half', every: 2 },
      { answer: 'ThrottlingException', every: 4 },
      { answer: 'lost', every: 5 },
    ],
  ];

  test.each(sampleOf(cases).map(([what, ...faults]) => ({ what, faults })))('$what', async ({ faults }) => {
    fastClock();
    const { strike, through } = struckBy(...faults);
    await survives(CLOUD, strike, { passes: true, through });
  });

  test('answers that are lost after the table did what was asked, at each operation', async () => {
    for (const operation of sampleOf(operations)) {
      fastClock();
      const { strike, through } = struckBy({ operation, answer: 'lost', every: 2 });
      await survives(CLOUD, strike, { passes: true, through });
    }
  });

  test('silence', async () => {
    fastClock({ guardMs: 300 });
    const { strike, through } = struckBy({ answer: 'silent', fromCall: 3, times: 2 });
    await survives(CLOUD, strike, { passes: true, through });
  });
});

describe('a run ends, and the next one makes it good, where the table', () => {
  const dies = async (faults: readonly TableFault[], error: new (...all: any) => Error, says: RegExp) => {
    fastClock({ guardMs: 100 });
    const { strike, through } = struckBy(...faults);
    const died = async (...all: Parameters<typeof strike>) => {
      const ended = await strike(...all).catch((reason: unknown) => reason);
      expect(ended).toBeInstanceOf(error);
      expect((ended as Error).name).toBe(error.name);
      expect((ended as Error).message).toMatch(says);
      return undefined;
    };
    await survives(CLOUD, died, { through });
  };

  test.each(sampleOf(operations))('throttles %s for longer than anybody waits', async (operation) => {
    const answer = operation === 'Query' ? 'ThrottlingException' : 'ProvisionedThroughputExceededException';
    await dies([{ operation, answer, fromCall: 2 }], TableThrottledError, /is throttled\. Run again: nothing is lost/);
  });

  test('takes nothing of a batch for longer than anybody waits', async () => {
    const faults = [{ operation: 'BatchWriteItem', answer: 'nothing', fromCall: 3 }] as const;
    await dies(faults, TableThrottledError, /left writes unprocessed after \d+ tries; it is throttled/);
  });

  test.each(sampleOf(['error', 'reset', 'html', 'silent'] as const))(
    'answers with %s for longer than anybody waits',
    async (answer) => {
      await dies(
        [{ answer, fromCall: 12 }],
        TableUnreachableError,
        /did not answer .* in \d+ tries .* nothing is lost/,
      );
    },
  );

  test('says that a condition fails which holds: the lease is lost, and nothing with it', async () => {
    const faults = [{ saying: 'SET #listings', answer: 'ConditionalCheckFailedException', times: 1 }] as const;
    await dies(faults, LeaseLostError, /took .* over while this one worked; this one stopped\. Nothing is lost/);
  });
});

test('a partition whose lease cannot be taken, though it is free, is left alone, and collected by the next run', async () => {
  const { strike, through } = struckBy({
    operation: 'UpdateItem',
    answer: 'ConditionalCheckFailedException',
    times: 1,
  });
  const left = async (...all: Parameters<typeof strike>) => {
    const run = await strike(...all);
    expect(run.listings.incomplete).toMatchObject([{ listing: '*', reason: expect.stringContaining('is under way') }]);
    return run;
  };
  await survives(CLOUD, left, { through });
});
