/** What a consumer makes of what it is told, beside what the register holds and what another consumer was told. */
import { expect } from 'vitest';
import type { CadastreEvent } from '../../lib/events/types.ts';
import { gathered, type Register } from './harness.ts';
import type { Listener } from './told.ts';

/** What a consumer makes of events must be what the register holds; and what it is told of must fit together. */
export const agrees = async (register: Register, { events, digests }: Listener, at = ''): Promise<void> => {
  const versions = new Map<string, number[]>();
  const open = new Map<string, string>();
  for (const { type, detail } of events.values()) {
    if (/^Resource/.test(type) || (type === 'Owner Changed' && 'version' in detail)) {
      const { resourceId, version } = detail as { resourceId: string; version: number };
      const known = versions.get(resourceId) ?? versions.set(resourceId, []).get(resourceId)!;
      if (!known.includes(version)) known.push(version);
    }
    if (type === 'Finding Opened') {
      expect(open.has(`${detail.check} ${detail.resourceId}`), `${at}: opened twice`).toBe(
        detail.verdict === 'fail' && open.get(`${detail.check} ${detail.resourceId}`) === 'unknown',
      );
      open.set(`${detail.check} ${detail.resourceId}`, detail.verdict);
    }
    if (type === 'Finding Resolved')
      expect(open.delete(`${detail.check} ${detail.resourceId}`), `${at}: resolved and never opened`).toBe(true);
  }
  const opened = [...events.values()].filter(({ type }) => type === 'Finding Opened');
  const inDigests = [...digests.values()].map(({ type, detail }: any) =>
    type === 'Owner Digest' ? detail.findings.opened : detail.unowned.opened,
  );
  expect(
    inDigests.reduce((sum, count) => sum + count, 0),
    `${at}: in digests`,
  ).toBe(opened.length);
  const findings = await gathered(register.reader.findings({}));
  expect([...open.keys()].sort(), at).toEqual(findings.map(({ check, resourceId }) => `${check} ${resourceId}`).sort());
  for (const { id, version } of await register.all())
    expect(
      versions.get(id)?.sort((a, b) => a - b),
      `${at}: ${id}`,
    ).toEqual(Array.from({ length: version }, (_, n) => n + 1));
};

const inOrder = (record: Readonly<Record<string, unknown>>): unknown =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** What versions say, under the ids of their events: apart from when and by which run, which a fault may put off. */
const versionsIn = (events: Iterable<CadastreEvent>): string[] =>
  [...events]
    .filter(({ detail }) => 'version' in detail)
    .map(({ id, type, detail }) => {
      const { changes = {}, ...rest } = detail as unknown as { readonly changes?: Record<string, unknown> };
      return JSON.stringify([id, type, inOrder(rest), inOrder(changes)]);
    })
    .sort();

/** Which findings were opened as failures, and how often: what cannot be told for a while is no news that was missed. */
const failuresIn = (events: Iterable<CadastreEvent>): string[] =>
  [...events]
    .flatMap(({ type, detail }) =>
      type === 'Finding Opened' && (detail as { readonly verdict: string }).verdict === 'fail'
        ? [JSON.stringify([(detail as any).check, (detail as any).resourceId, (detail as any).owner])]
        : [],
    )
    .sort();

/** All that is told of resources, and of what is wrong with them, in an order of its own. */
export const newsIn = ({ events }: Listener): readonly string[] => [
  ...versionsIn(events.values()),
  ...failuresIn(events.values()),
];

/** Each of the runs was told once. */
export const runsIn = ({ events }: Listener): readonly string[] =>
  [...events.values()].flatMap(({ type, run }) => (type === 'Run Completed' ? [run] : []));
