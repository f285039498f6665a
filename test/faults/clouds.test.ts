import { afterAll, describe, expect, test } from 'vitest';
import type { Run } from '../../lib/register/types.ts';
import { collect } from '../pipeline/harness.ts';
import { answers } from './answers.ts';
import { fastClock } from './clock.ts';
import { forgetCleans, survives } from './harness.ts';
import { all, isTried } from './sample.ts';

afterAll(forgetCleans);

/** Everything that a run says went wrong. */
const told = (run: Run | undefined): string =>
  [
    ...(run?.listings.incomplete ?? []),
    ...(run?.listings.unread?.first ?? []),
    ...(run?.listings.closed ?? []),
    ...(run?.failedRoots ?? []),
  ]
    .map(({ reason }) => reason)
    .join('\n');

const clouds = ['aws', 'aws, wider', 'azure', 'gcp'] as const;
/** Many accounts and regions take the longest. */
const quick = all ? clouds : clouds.filter((cloud) => cloud !== 'aws, wider');

/** Of each sort of fault, the clouds that have it and are tried. */
const tried = answers.map((answer, index) => {
  const having = quick.filter((cloud) => answer[cloud] !== undefined && answer[cloud].length > 0);
  return new Set(having.filter((_, place) => isTried(index, having.length, place)));
});

describe.each(quick)('%s', (cloud) => {
  const cases = answers.flatMap(({ [cloud]: faults, ...row }, index) =>
    faults !== undefined && tried[index]!.has(cloud) ? [{ ...row, faults }] : [],
  );
  const provider = cloud === 'aws, wider' ? 'aws' : cloud;

  test.each(cases)('survives $what', async ({ faults, says, guardMs, hidesContainers }) => {
    fastClock(guardMs === undefined ? {} : { guardMs });
    await survives(
      cloud,
      async (register, order) => {
        const run = await collect(register, { ...order, faults: { [provider]: faults } });
        if (says !== undefined) expect(told(run).slice(0, 500)).toMatch(says);
        return run;
      },
      { passes: says === undefined, ownersApart: hidesContainers },
    );
  });
});
