/** The compact index that checks ask: what exists, what refers to what, and where nobody looked. */
import { asksOf, type QuestionView, undescribedIn } from '../checks/questions.ts';
import type { Ask, Outcome } from '../checks/types.ts';
import { type ClassId, classes, type FieldSpec } from '../kinds/classes.ts';
import { isOfType, placeIn } from '../kinds/id-places.ts';
import type { Coverage } from './completeness.ts';
import type { Entries, Entry } from './entry.ts';

type Place = Pick<Entry, 'accountId' | 'region'>;

const placeKey = (classId: string, { accountId, region }: Place): string => [classId, accountId, region].join('\0');

/** Whether an unread fact may hold references: tags do not, nor do fields that the class knows to be of another type. */
const mayLink = (classId: string, fact: string): boolean => {
  if (!fact.startsWith('fields.')) return false;
  const fields: Readonly<Record<string, FieldSpec>> = classes[classId as ClassId]?.fields ?? {};
  return (fields[fact.slice('fields.'.length)]?.type ?? 'refs') === 'refs';
};

const outcomesOf = function* (all: Iterable<Entries>): Generator<Outcome> {
  for (const entries of all) {
    for (const { pending, lifecycle } of entries.values()) {
      if (lifecycle === 'retired') continue;
      for (const { outcome } of pending) if ('any' in outcome) yield outcome;
    }
  }
};

/** Things of types that no kind describes are of this class. */
const CATCH_ALL = 'other';

/** Indexes only what is asked for, so that it stays as small as the questions are few. */
export class Index {
  readonly #exists = new Map<string, boolean>();
  readonly #referred = new Map<string, Set<string>>();
  readonly #leadsOut = new Map<string, boolean>();
  readonly #types = new Set<string>();
  /** By type, account and region: the id of one. */
  readonly #undescribed = new Map<string, string>();
  readonly #coverage: Coverage;
  /** By class and place, a resource of which a field could not be read: it may refer to anything. */
  readonly #unread = new Map<string, string>();

  constructor(all: readonly Entries[], coverage: Coverage) {
    this.#coverage = coverage;
    for (const outcome of outcomesOf(all)) {
      for (const ask of asksOf(outcome)) this.#ask(ask);
      for (const type of undescribedIn(outcome)) this.#types.add(type);
    }
    if (this.#exists.size + this.#referred.size + this.#leadsOut.size + this.#types.size === 0) return;
    for (const entries of all) for (const entry of entries.values()) this.#note(entry);
  }

  #ask({ ask, id }: Ask): void {
    if (ask === 'exists') this.#exists.set(id, false);
    else if (ask === 'leads_out') this.#leadsOut.set(id, false);
    else this.#referred.set(id, new Set());
  }

  #note(entry: Entry): void {
    if (entry.lifecycle === 'retired') return;
    if (this.#exists.has(entry.id)) this.#exists.set(entry.id, true);
    if (this.#leadsOut.has(entry.id) && entry.links.some(({ to }) => this.#coverage.outside(to) !== null))
      this.#leadsOut.set(entry.id, true);
    if (entry.group !== null && entry.group !== entry.id) this.#referred.get(entry.group)?.add(entry.class);
    if (entry.stale?.some((fact) => mayLink(entry.class, fact))) {
      const key = placeKey(entry.class, entry);
      if (!this.#unread.has(key)) this.#unread.set(key, entry.id);
    }
    for (const { to } of entry.links) if (to !== entry.id) this.#referred.get(to)?.add(entry.class);
    if (entry.class === CATCH_ALL) this.#noteType(entry);
  }

  #noteType({ id, accountId }: Entry): void {
    for (const type of this.#types) {
      if (!isOfType(id, [type])) continue;
      const key = placeKey(type, { accountId, region: placeIn(id).region ?? '' });
      const known = this.#undescribed.get(key);
      // The first in order: a reason is the same from run to run.
      if (known === undefined || id < known) this.#undescribed.set(key, id);
    }
  }

  /** The index as one resource sees it: completeness is that of its own account and region, or of those in an id. */
  for({ accountId, region }: Place): QuestionView {
    return {
      exists: (id) => this.#exists.get(id) ?? false,
      referred: (id, by) => {
        const classes = this.#referred.get(id);
        if (classes === undefined) return false;
        return by === undefined ? classes.size > 0 : by.some((classId) => classes.has(classId));
      },
      leadsOut: (id) => this.#leadsOut.get(id) ?? false,
      incomplete: (classId, links, id) => {
        const there = id === undefined ? undefined : placeIn(id);
        const place = { accountId: there?.accountId ?? accountId, region: there?.region ?? region };
        return (
          this.#coverage.incomplete(classId, place.accountId, place.region) ??
          (links ? this.#unreadReason(classId, place) : null)
        );
      },
      // Where the resource itself is was looked at with it.
      outside: (id) => {
        const there = placeIn(id);
        const beside = there.accountId === accountId && (there.region ?? region) === region;
        return beside ? null : this.#coverage.outside(id);
      },
      undescribed: (types) => {
        for (const type of types)
          for (const place of [region, '']) {
            const one = this.#undescribed.get(placeKey(type, { accountId, region: place }));
            if (one !== undefined) return one;
          }
        return null;
      },
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
