/** What people and tags suppress, as findings are settled, and what of it has come to its end. */
import { holdsAt } from '../checks/ignore.ts';
import type { Ended, Suppressed, Suppression } from '../register/assertion-types.ts';
import type { Entries, Pending } from './entry.ts';

/** What suppresses the finding on a resource; undefined where nothing does. */
export type SuppressedBy = (id: string, pending: Pending) => Suppressed | undefined;

const keyOf = (id: string, check: string): string => `${check}\0${id}`;

/** As a finding has it. */
export const wordsOfPerson = ({ by, until, reason }: Suppression): Suppressed => ({
  by,
  until,
  reason,
  source: 'assertion',
});

/** A person's word goes before a tag; of two for one finding the newer counts. What is over at `now` suppresses nothing. */
export const suppressedAt = (said: readonly Suppression[], now: string): SuppressedBy => {
  const holding = new Map<string, Suppression>();
  for (const one of said) {
    const key = keyOf(one.resourceId, one.check);
    if (holdsAt(one.until, now) && one.at >= (holding.get(key)?.at ?? '')) holding.set(key, one);
  }
  return (id, { check, ignored }) => {
    const person = holding.get(keyOf(id, check));
    if (person !== undefined) return wordsOfPerson(person);
    return ignored !== undefined && holdsAt(ignored.until, now) ? ignored : undefined;
  };
};

export interface Over {
  readonly suppression: Suppression;
  readonly why: Extract<Ended['why'], 'expired' | 'retired'>;
}

/** What ends: its last day is over, or its resource is retired. What is in none of the manifests nobody looked at. */
export const overAt = (said: readonly Suppression[], manifests: Iterable<Entries>, now: string): readonly Over[] => {
  if (said.length === 0) return [];
  const all = [...manifests];
  // One listing may have retired what another has by now.
  const retired = (id: string): boolean => {
    const found = all.map((entries) => entries.get(id)).filter((entry) => entry !== undefined);
    return found.length > 0 && found.every(({ lifecycle }) => lifecycle === 'retired');
  };
  return said.flatMap((suppression): Over[] => {
    if (retired(suppression.resourceId)) return [{ suppression, why: 'retired' }];
    return holdsAt(suppression.until, now) ? [] : [{ suppression, why: 'expired' }];
  });
};
