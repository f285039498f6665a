/** YAML as far as a config needs it: one document, with anchors, without what another program would read otherwise. */
import { type Alias, type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';

export interface Flaw {
  /** Offset in the text. */
  readonly at: number;
  readonly message: string;
}

export interface ReadYaml {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  /** Those after which the rest says nothing reliable, and those that break nothing else. */
  readonly fatal: readonly Flaw[];
  readonly slight: readonly Flaw[];
}

const MERGE = '<<';

const said = (code: string, message: string): string =>
  code === 'MULTIPLE_DOCS'
    ? 'a second document begins here: a config is one document, so take out the line --- or what follows it'
    : `not YAML: ${message}`;

/** Aliases that lead nowhere or into themselves, and merges, which YAML 1.2 has not. */
const flawsIn = (document: Document.Parsed): Flaw[] => {
  const flaws: Flaw[] = [];
  const startOf = (node: unknown): number => (node as { range?: readonly number[] | null } | null)?.range?.[0] ?? 0;
  visit(document, {
    Alias(_, alias: Alias, path) {
      const target = alias.resolve(document);
      if (target === undefined)
        flaws.push({
          at: startOf(alias),
          message: `no anchor &${alias.source} stands before this alias: write the value out`,
        });
      else if (path.includes(target))
        flaws.push({ at: startOf(alias), message: `*${alias.source} leads into itself: write the value out` });
    },
    Pair(_, { key }) {
      if (isScalar(key) && key.value === MERGE)
        flaws.push({
          at: startOf(key),
          message: 'merge keys (<<) are not read: write the keys out, or alias a whole value',
        });
      else if (key !== null && !isScalar(key))
        flaws.push({ at: startOf(key), message: `expected a word as a key, found ${isMap(key) ? 'a map' : 'a list'}` });
    },
  });
  return flaws;
};

/** Parses; nothing is taken out of the document yet. */
export const readYaml = (text: string): ReadYaml => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const flaws = [...document.errors, ...document.warnings].map(({ code, pos, message }) => ({
    code,
    at: pos[0],
    message: said(code, message),
  }));
  const broken = flaws.filter(({ code }) => code !== 'DUPLICATE_KEY');
  return {
    document,
    lines,
    fatal: broken.length > 0 ? flaws : flawsIn(document),
    slight: flaws,
  };
};

/** What a document says. Throws a `RangeError` where its aliases unfold to more than any config is. */
export const unfolded = (document: Document.Parsed): unknown => {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    throw new RangeError('its aliases unfold to far more than is written: write the values out', { cause: error });
  }
};
