/** Where a path of the config stands in the file. */
import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';

export interface Spot {
  /** Offset of the key, or of the list's item. */
  readonly key: number;
  /** Offset of the value; of the key where there is none. */
  readonly value: number;
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];

/** The place of `path`; where a part of it is absent, the place of the last part that is there. */
export const locate = (document: Document, path: readonly PropertyKey[]): Spot => {
  let node: unknown = document.contents;
  let key = startOf(node) ?? 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === String(part));
      if (pair === undefined) break;
      key = startOf(pair.key) ?? key;
      next = pair.value;
    } else if (isSeq(node)) {
      next = node.items[Number(part)];
      if (next === undefined) break;
      key = startOf(next) ?? key;
    } else break;
    node = next;
  }
  return { key, value: startOf(node) ?? key };
};
