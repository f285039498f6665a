/** The compact index that checks ask: what exists, what refers to what, and which listings cannot be relied on. */
import type { Ask, Question } from '../checks/types.ts';
import type { Entries, Entry } from './entry.ts';

/** Why a class in an account and region is not known completely; null where it is. */
export type Completeness = (classId: string | '*', accountId: string, region: string) => string | null;

/** What a question may look up. */
export interface View {
  exists(id: string): boolean;
  /** By another resource of one of the classes; any class where none is named. */
  referred(id: string, by?: readonly string[]): boolean;
  incomplete(classId: string | '*'): string | null;
}

const questionsOf = function* (all: Iterable<Entries>): Generator<Question> {
  for (const entries of all) {
    for (const { pending, lifecycle } of entries.values()) {
      if (lifecycle === 'retired') continue;
      for (const { outcome } of pending) if ('any' in outcome) yield outcome;
    }
  }
};

/** Indexes only what is asked for, so that it stays as small as the questions are few. */
export class Index {
  readonly #exists = new Map<string, boolean>();
  readonly #referred = new Map<string, Set<string>>();
  readonly #completeness: Completeness;

  constructor(all: readonly Entries[], completeness: Completeness) {
    this.#completeness = completeness;
    for (const question of questionsOf(all)) for (const ask of question.any) this.#ask(ask);
    if (this.#exists.size === 0 && this.#referred.size === 0) return;
    for (const entries of all) for (const entry of entries.values()) this.#note(entry);
  }

  #ask(ask: Ask): void {
    if (ask.ask === 'exists') this.#exists.set(ask.id, false);
    else this.#referred.set(ask.id, new Set());
  }

  #note(entry: Entry): void {
    if (entry.lifecycle === 'retired') return;
    if (this.#exists.has(entry.id)) this.#exists.set(entry.id, true);
    if (entry.group !== null && entry.group !== entry.id) this.#referred.get(entry.group)?.add(entry.class);
    for (const { to } of entry.links) if (to !== entry.id) this.#referred.get(to)?.add(entry.class);
  }

  /** The index as one resource sees it: completeness is that of its own account and region. */
  for({ accountId, region }: Pick<Entry, 'accountId' | 'region'>): View {
    return {
      exists: (id) => this.#exists.get(id) ?? false,
      referred: (id, by) => {
        const classes = this.#referred.get(id);
        if (classes === undefined) return false;
        return by === undefined ? classes.size > 0 : by.some((classId) => classes.has(classId));
      },
      incomplete: (classId) => this.#completeness(classId, accountId, region),
    };
  }
}
