import { describe, expect, it } from 'vitest';
import { tableOf, withSections } from './document.ts';

const section = (heading: string, text: string) => ({ heading, text });

describe('the document of figures', () => {
  it('keeps the sections that a part does not write, in their place, and takes new ones at the end', () => {
    const before = withSections('', [section('A', 'old a\n\n### How\n\nso'), section('B', 'b')]);
    const after = withSections(before, [section('A', 'new a'), section('C', 'c')]);
    expect(after.slice(after.indexOf('## A'))).toBe('## A\n\nnew a\n\n## B\n\nb\n\n## C\n\nc\n');
    expect(withSections(after, [])).toBe(after);
    expect(after.startsWith('# Benchmarks\n')).toBe(true);
  });

  it('has figures in columns of their own', () => {
    expect(tableOf(['run', 'units:'], [['first', '1,000']])).toBe('| run | units |\n| --- | ---: |\n| first | 1,000 |');
  });
});
