/** The word somebody meant: for the messages that tell of a mistake. */

/** Edits between two words: insert, delete, replace, swap neighbours (optimal string alignment). */
const distance = (a: string, b: string): number => {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(above[column]! + 1, current[column - 1]! + 1, above[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        least = Math.min(least, before[column - 2]! + 1);
      current.push(least);
    }
    before = above;
    above = current;
  }
  return above[b.length]!;
};

const plain = (word: string): string => word.toLowerCase().replace(/[-_ .]/g, '');

/** Edits from which on two words are no more alike: above a third of what was written. */
const tooMany = (written: string): number => Math.max(1, Math.floor(written.length / 3)) + 1;

/** The known word nearest to what was written; none where they differ by more than a third. */
const nearest = (written: string, known: Iterable<string>): string | undefined => {
  let best: string | undefined;
  let least = tooMany(written);
  for (const word of known) {
    const edits = distance(plain(written), plain(word));
    if (edits < least) {
      best = word;
      least = edits;
    }
  }
  return best;
};

/** `; did you mean "x"?`, or nothing. */
export const didYouMean = (written: string, known: Iterable<string>): string => {
  const word = nearest(written, known);
  return word === undefined ? '' : `; did you mean "${word}"?`;
};

/** How many near ones are told. */
const NEAR = 3;

/** Gathers, of things that have one or more names, those whose names are nearest to what was written; the nearest first. */
export const nearWords = (
  written: string,
): { add(names: readonly string[], thing: string): void; found(): readonly string[] } => {
  let best: { readonly thing: string; readonly edits: number }[] = [];
  const wanted = plain(written);
  return {
    add(names, thing) {
      const limit = best.length < NEAR ? tooMany(written) : best.at(-1)!.edits;
      for (const name of names) {
        const word = plain(name);
        // A difference in length alone takes as many edits.
        const edits = Math.abs(word.length - wanted.length) < limit ? distance(wanted, word) : limit;
        if (edits >= limit) continue;
        best = [...best, { thing, edits }].sort((a, b) => a.edits - b.edits).slice(0, NEAR);
        return;
      }
    },
    found: () => best.map(({ thing }) => thing),
  };
};
