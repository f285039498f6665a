/** What a listing brings before what holds it: kept aside, so that it is not written without its owner and then again. */
import type { Resource } from '../kinds/types.ts';
import type { Entry } from './entry.ts';
import { awaits } from './held.ts';

/** Resources kept aside at once, of some two KB each; what comes beyond is written, and owned once the listings are in. */
const MOST = 5_000;

/** The resources of a listing that wait for what holds them, by id. */
export class Parked {
  readonly #find: (id: string) => Entry | undefined;
  readonly #waiting = new Map<string, Resource>();

  constructor(find: (id: string) => Entry | undefined) {
    this.#find = find;
  }

  has(id: string): boolean {
    return this.#waiting.has(id);
  }

  /** Keeps it where it has something to wait for, and there is room; false where it is to be written now. */
  keep = (resource: Resource): boolean => {
    if (this.#waiting.size >= MOST || !awaits(resource, this.#find)) return false;
    this.#waiting.set(resource.id, resource);
    return true;
  };

  /** Lets those go whose holders have come; all of them where no more will come. */
  release(all: boolean): readonly Resource[] {
    const free = [...this.#waiting.values()].filter((resource) => all || !awaits(resource, this.#find));
    for (const { id } of free) this.#waiting.delete(id);
    return free;
  }
}
