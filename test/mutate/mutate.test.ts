/** The tool that changes the code: which changes it makes, which tests it asks, and how it scores. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changed, mutantsOf } from './mutants.ts';
import { openRelated } from './related.ts';
import { least } from './score.ts';

const root = new URL('../../', import.meta.url);
const FILE = 'lib/collect/lost.ts';

describe('changes of a file', () => {
  it('are stretches of its text, each replaced by another', async () => {
    const text = readFileSync(new URL(FILE, root), 'utf8');
    const mutants = await mutantsOf(root, FILE);
    expect(mutants.length).toBeGreaterThan(20);
    for (const mutant of mutants) {
      expect(text.slice(mutant.from, mutant.to)).toBe(mutant.before);
      expect(text.split('\n')[mutant.line - 1]).toContain(mutant.before.split('\n')[0]);
      expect(changed(text, mutant)).not.toBe(text);
    }
  });

  it('leave sentences alone, which people read, and empty words that the code reads', async () => {
    const mutants = await mutantsOf(root, 'lib/checks/unowned.ts');
    const strings = mutants.filter(({ name }) => name === 'StringLiteral').map(({ before }) => before);
    expect(strings).toContain("'none'");
    expect(strings.filter((one) => /\S\s+\S/.test(one))).toEqual([]);
  });
});

it('asks the tests that import a file before those that come to it over others', () => {
  const rings = openRelated(root)(FILE);
  const nearest = rings.findIndex((ring) => ring.includes('test/collect/lifecycle.test.ts'));
  const farther = rings.findIndex((ring) => ring.includes('test/estates/harness.test.ts'));
  expect(nearest).toBeGreaterThanOrEqual(0);
  expect(farther).toBeGreaterThan(nearest);
});

describe('a sample', () => {
  // Summed by another program: P(X ≤ 12) of 24 tries at 0.85 is 5.9e-5, P(X ≤ 13) 3.2e-4.
  it('of a tree that has the goal fails less than once in ten thousand', () => {
    expect(least(24)).toBe(13);
  });

  it('of nothing passes', () => {
    expect(least(0)).toBe(0);
  });
});
