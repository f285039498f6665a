/** What AWS kinds ask for, against what they say they need: the collector's role is built from that. */
import { describe, expect, it } from 'vitest';
import { actionOf } from '../../lib/providers/aws/actions.ts';
import { answersOf, aws, ownCallOf } from './recordings.ts';
import { replay } from './replay.ts';

/** Calls that give all they have at once. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAddresses.html */
const unpaged = new Set(['ec2:DescribeAddresses']);

describe.each(aws.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  it('makes the calls that its permissions name, and no others', async () => {
    const { calls } = await replay(kind, answersOf(kind));
    const made = [...new Set(calls)].map(actionOf).sort();
    expect(made).toEqual([...kind.permissions].sort());
  });

  it('asks for every answer that is recorded, page after page', async () => {
    const recording = answersOf(kind);
    const own = ownCallOf(recording);
    const { calls, gaps, unasked } = await replay(kind, recording);
    expect(unasked).toEqual([]);
    expect(gaps).toEqual([]);
    expect(calls[0], 'its own call is recorded first').toBe(own);
    if (!unpaged.has(own)) expect(recording[own]?.length, 'record at least two pages').toBeGreaterThan(1);
  });

  it('lists all the same, and says so, when an answer beside its listing is refused', async () => {
    const recording = answersOf(kind);
    const [, ...beside] = Object.entries(recording);
    const whole = await replay(kind, recording);
    for (const [call, pages] of beside) {
      for (const page of pages.keys()) {
        const { resources, gaps } = await replay(kind, recording, { call, page });
        expect(resources.map(({ id }) => id)).toEqual(whole.resources.map(({ id }) => id));
        // What is asked in batches is asked again one by one.
        expect(new Set(gaps.map((gap) => (gap as Error).name)), `${call}[${page}]`).toEqual(new Set(['AccessDenied']));
      }
    }
  });
});
