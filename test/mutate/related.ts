/** Which test files can notice a change of a file: those that come to it by imports, the nearest first. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)['"`](\.{1,2}\/[^'"`$\n]+)['"`]/g)].flatMap(
    ([, from]) => from ?? [],
  );

/** File → those that import it, over the code and its tests. */
const importersIn = (root: URL): ReadonlyMap<string, readonly string[]> => {
  const importers = new Map<string, string[]>();
  for (const folder of ['bin', 'functions', 'lib', 'test'])
    for (const name of readdirSync(new URL(`${folder}/`, root), { recursive: true }) as string[]) {
      if (!/\.m?ts$/.test(name)) continue;
      const file = `${folder}/${name}`;
      for (const from of importsOf(readFileSync(new URL(file, root), 'utf8'))) {
        const target = posix.join(posix.dirname(file), from);
        importers.set(target, [...(importers.get(target) ?? []), file]);
      }
    }
  return importers;
};

/** Gives, for a file of `lib`, its test files by distance: each list is one import further away. */
export const openRelated = (root: URL): ((file: string) => readonly (readonly string[])[]) => {
  const importers = importersIn(root);
  return (file) => {
    const rings: string[][] = [];
    const seen = new Set([file]);
    let ring = [file];
    while (ring.length > 0) {
      ring = [...new Set(ring.flatMap((one) => importers.get(one) ?? []))].filter((one) => !seen.has(one));
      for (const one of ring) seen.add(one);
      rings.push(ring.filter((one) => one.endsWith('.test.ts')));
    }
    return rings.filter((tests) => tests.length > 0);
  };
};
