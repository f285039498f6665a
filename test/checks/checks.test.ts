import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checks } from '../../lib/checks/index.ts';
import type { Check } from '../../lib/checks/types.ts';
import { catalog } from '../../lib/kinds/catalog.ts';
import { type Case, type Cases, verdictOf } from './harness.ts';

/** A check's cases, from the file that its id names. */
const casesOf = async (id: string): Promise<Cases | undefined> => {
  const file = new URL(`cases/${id}.ts`, import.meta.url);
  return existsSync(file) ? (await import(`./cases/${id}.ts`)).default : undefined;
};

const shownBy = new Map(await Promise.all(checks.map(async ({ id }) => [id as string, await casesOf(id)] as const)));

const verdictWord = ({ gives }: Case) => (gives === 'pass' ? 'pass' : Object.keys(gives)[0]!);

describe.each(checks as readonly Check[])('$id', ({ id, classes }) => {
  const { cases = [], alwaysTells = undefined } = shownBy.get(id) ?? {};
  const kinds = catalog.filter((kind) => classes === '*' || classes.includes(kind.class));
  const providers = [...new Set(kinds.map(({ provider }) => provider))];

  it('is shown by cases', () => {
    expect(cases.length, `${id} has no test/checks/cases/${id}.ts: see CONTRIBUTING.md`).toBeGreaterThan(0);
  });

  it.each(providers)('is shown to pass, to fail and to be unable to tell on %s', (provider) => {
    const shown = new Set(cases.filter(({ of }) => of.provider === provider).map(verdictWord));
    expect([...shown].sort()).toEqual(alwaysTells === undefined ? ['fail', 'pass', 'unknown'] : ['fail', 'pass']);
  });

  if (classes !== '*') {
    it('is shown on every kind of its classes', () => {
      const shown = new Set(cases.map(({ of }) => of.kind));
      expect(kinds.map((kind) => kind.id).filter((kind) => !shown.has(kind))).toEqual([]);
    });
  }

  it.each(cases.map((one) => [verdictWord(one), one.shows, one] as const))('%s: %s', (_, __, one) => {
    const said = verdictOf(id, one);
    if (one.gives === 'pass') return expect(said).toEqual({ verdict: 'pass' });
    const [verdict, reason] = Object.entries(one.gives)[0]!;
    expect(said).toEqual({ verdict, reason: expect.stringContaining(reason) });
    expect((said as { reason: string }).reason).not.toBe('');
  });
});
