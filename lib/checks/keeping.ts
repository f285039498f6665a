/** Whether a guard keeps a resource, and what a check's finding on it comes to then. */

import { pattern } from '../owners/rules.ts';
import { normalKey } from '../owners/tags.ts';
import { type Guard, type GuardWords, guards, names } from './guards.ts';
import { fail, type Lasts, type Outcome, pass, type Subject, unknown, type Verdict } from './types.ts';

/** A guard, ready to be asked. */
export interface OpenGuard extends Guard {
  readonly keeps: (subject: Subject) => boolean;
}

/** By name: `false` is off, `days` alone changes a guard that there is, words add one. */
export type GuardSettings = Readonly<Record<string, false | { readonly days: number } | GuardWords>>;

type Test = (subject: Subject) => boolean;

const tagTest = (written: string): Test => {
  const [key = '', value] = written.split(/=(.*)/s);
  const start = normalKey(key);
  const wanted = value === undefined ? undefined : pattern(value);
  return ({ tags }) =>
    Object.entries(tags ?? {}).some(([name, is]) =>
      wanted === undefined ? normalKey(name).startsWith(start) : normalKey(name) === start && wanted.test(is),
    );
};

const nameTest = (written: string): Test => {
  const wanted = pattern(written);
  return ({ name }) => name !== null && wanted.test(name);
};

const groupTest = (written: string): Test => {
  const wanted = pattern(written);
  return ({ group }) => group !== null && wanted.test(group.slice(group.lastIndexOf('/') + 1));
};

const openGuard = (guard: Guard): OpenGuard => {
  const { field, keepers } = guard;
  const tests: Test[] = [
    ...(guard.tags ?? []).map(tagTest),
    ...(guard.names ?? []).map(nameTest),
    ...(guard.groups ?? []).map(groupTest),
    ...(field === undefined ? [] : [({ fields }: Subject) => names(fields[field])]),
    ...(keepers === undefined ? [] : [(subject: Subject) => keepers(subject).length > 0]),
  ];
  return { ...guard, keeps: (subject) => tests.some((test) => test(subject)) };
};

const isWords = (setting: { readonly days: number } | GuardWords): setting is GuardWords => 'because' in setting;

/** Those of the config first: whoever wrote them knows better. Throws a `SyntaxError` for a pattern that is none. */
export const openGuards = (settings: GuardSettings = {}): readonly OpenGuard[] => {
  const own = Object.values(settings).flatMap((setting): Guard[] =>
    setting !== false && isWords(setting) ? [{ ...setting, after: 'unknown', source: 'the config' }] : [],
  );
  const known = Object.entries(guards as Readonly<Record<string, Guard>>).flatMap(([name, guard]): Guard[] => {
    const setting = settings[name];
    if (setting === undefined) return [guard];
    return setting === false || isWords(setting) ? [] : [{ ...guard, days: setting.days }];
  });
  return [...own, ...known].map(openGuard);
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The finding on what a guard keeps: told when that has become unlikely, or at once where its keeper is not there. */
const keptOutcome = (guard: OpenGuard, subject: Subject, reason: string, lasts: Lasts): Outcome => {
  const { because, keepers, outlives = [], after } = guard;
  const late: Verdict = {
    verdict: after,
    reason: `${capital(because)}, as it seems; yet ${small(reason)}`,
    lasts: { ...lasts, days: Math.max(lasts.days, guard.days) },
  };
  const ids = keepers?.(subject) ?? [];
  if (ids.length === 0) return late;
  const gone = `It seems that ${because}, which the register does not have; ${small(reason)}`;
  return {
    any: ids.map((id) => ({ ask: 'exists', id }) as const),
    needs: ['cluster', 'other'],
    yes: outlives.includes(subject.class) ? late : pass,
    no: unknown(gone, lasts),
    doubt: late,
  };
};

/**
 * What a state comes to that is a finding once it lasts: what no guard keeps fails, and is unknown where its tags, which
 * may say that one does, could not be read.
 */
export const orphaned = (subject: Subject, open: readonly OpenGuard[], reason: string, lasts: Lasts): Outcome => {
  const guard = open.find(({ keeps }) => keeps(subject));
  if (guard !== undefined) return keptOutcome(guard, subject, reason, lasts);
  const untold = `the provider did not tell its tags, which may say that something keeps it; ${small(reason)}`;
  return subject.tags === null ? unknown(untold, lasts) : fail(reason, lasts);
};
