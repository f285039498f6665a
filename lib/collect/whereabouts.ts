/** Where in a partition's manifests a resource is: by the place in its id, which few manifests share. */
import type { Entries, Entry } from './entry.ts';

/** An id up to its own part. */
const placeOf = (id: string): string => id.slice(0, Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1);

export class Whereabouts {
  readonly #places = new Map<string, Set<Entries>>();

  /** Notes all that a manifest has. */
  addAll(entries: Entries): void {
    for (const { id } of entries.values()) this.add(id, entries);
  }

  /** Notes that a manifest has something now. */
  add(id: string, entries: Entries): void {
    const place = placeOf(id);
    const known = this.#places.get(place);
    if (known === undefined) this.#places.set(place, new Set([entries]));
    else known.add(entries);
  }

  /** What is there, or was: missing and retired ones among it. */
  find = (id: string): Entry | undefined => {
    for (const entries of this.#places.get(placeOf(id)) ?? []) {
      const entry = entries.get(id);
      if (entry !== undefined) return entry;
    }
    return undefined;
  };
}
