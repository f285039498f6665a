/** The compact index that checks ask: what exists, what refers to what, and which listings cannot be relied on. */
import type { Ask, Question } from '../checks/types.ts';
import { type ClassId, classes, type FieldSpec } from '../kinds/classes.ts';
import type { Entries, Entry } from './entry.ts';

/** Why a class in an account and region is not known completely; null where it is. */
export type Completeness = (classId: string | '*', accountId: string, region: string) => string | null;

/** What a question may look up. */
export interface View {
  exists(id: string): boolean;
  /** By another resource of one of the classes; any class where none is named. */
  referred(id: string, by?: readonly string[]): boolean;
  /** Why the class is not known completely where the resource is; with `links`, what its members refer to among it. */
  incomplete(classId: string | '*', links: boolean): string | null;
}

type Place = Pick<Entry, 'accountId' | 'region'>;

const placeKey = (classId: string, { accountId, region }: Place): string => [classId, accountId, region].join('\0');

/** Whether an unread fact may hold references: tags do not, nor do fields that the class knows to be of another type. */
const mayLink = (classId: string, fact: string): boolean => {
  if (!fact.startsWith('fields.')) return false;
  const fields: Readonly<Record<string, FieldSpec>> = classes[classId as ClassId]?.fields ?? {};
  return (fields[fact.slice('fields.'.length)]?.type ?? 'refs') === 'refs';
};

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
  /** By class and place, a resource of which a field could not be read: it may refer to anything. */
  readonly #unread = new Map<string, string>();

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
    if (entry.stale?.some((fact) => mayLink(entry.class, fact))) {
      const key = placeKey(entry.class, entry);
      if (!this.#unread.has(key)) this.#unread.set(key, entry.id);
    }
    for (const { to } of entry.links) if (to !== entry.id) this.#referred.get(to)?.add(entry.class);
  }

  /** The index as one resource sees it: completeness is that of its own account and region. */
  for({ accountId, region }: Place): View {
    return {
      exists: (id) => this.#exists.get(id) ?? false,
      referred: (id, by) => {
        const classes = this.#referred.get(id);
        if (classes === undefined) return false;
        return by === undefined ? classes.size > 0 : by.some((classId) => classes.has(classId));
      },
      incomplete: (classId, links) =>
        this.#completeness(classId, accountId, region) ??
        (links ? this.#unreadReason(classId, { accountId, region }) : null),
    };
  }

  /** As with listings: what is global may be referred to from every region, and refer to what is in any. */
  #unreadReason(classId: string, place: Place): string | null {
    for (const [key, id] of this.#unread) {
      const [of, accountId, region] = key.split('\0') as [string, string, string];
      const near = place.region === 'global' || ['global', place.region].includes(region);
      if ((classId === '*' || of === classId) && accountId === place.accountId && near)
        return `what ${id} refers to could not be read`;
    }
    return null;
  }
}
