/** All checks over one resource: which apply, and what they say or ask. */
import type { ClassId } from '../kinds/classes.ts';
import type { Suppressed } from '../register/assertion-types.ts';
import { inGrace, settingsOf } from './grace.ts';
import { ignoreOf, readIgnores } from './ignore.ts';
import { checks } from './index.ts';
import { type GuardSettings, openGuards } from './keeping.ts';
import { type Answer, answer } from './questions.ts';
import { type Check, type CheckContext, type Outcome, type Severity, type Subject, unknown } from './types.ts';

/** What a check said that is not `pass`. */
export interface Said {
  readonly check: string;
  readonly outcome: Outcome;
  /** A tag of the resource suppresses it; how long is not looked at here. */
  readonly ignored?: Suppressed;
}

/** By check id: `false` is off, an object gives params and `graceDays`. Absent checks run with their defaults. */
export type CheckSettings = Readonly<Record<string, false | Readonly<Record<string, unknown>>>>;

export interface OpenChecks {
  look(subject: Subject, context: Omit<CheckContext<never>, 'params' | 'guards'>): readonly Said[];
  readonly answer: Answer;
  severity(check: string): Severity;
  judgesOwner(check: string): boolean;
}

const none: readonly Said[] = [];

/** Of what may be gone nothing fails: what would is not known. */
const doubted = (outcome: Outcome, why: string): Outcome => {
  if (!('any' in outcome)) return outcome.verdict === 'fail' ? unknown(why) : outcome;
  const { yes, no, doubt } = outcome;
  return {
    ...outcome,
    yes: doubted(yes, why),
    no: doubted(no, why),
    ...(doubt !== undefined && { doubt: doubted(doubt, why) }),
  };
};

/** Different things said that are kept: with a resource's name in each, they would be as many as resources. */
const KEPT_AT_MOST = 10_000;

/** What is said of thousands of resources is one object: the compact index holds them all. */
const keeper = () => {
  const kept = new Map<string, Said>();
  return (check: string, outcome: Outcome): Said => {
    if (!('verdict' in outcome) || outcome.verdict === 'pass') return { check, outcome };
    const key = `${check}\0${JSON.stringify(outcome)}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const said = { check, outcome };
    if (kept.size < KEPT_AT_MOST) kept.set(key, said);
    return said;
  };
};

const withIgnored = (said: readonly Said[], tags: Subject['tags']): readonly Said[] => {
  const ignores = readIgnores(tags);
  if (ignores.ignores.length === 0) return said;
  return said.map((one) => {
    const ignored = ignoreOf(ignores, one.check);
    return ignored === undefined ? one : { ...one, ignored };
  });
};

/** Throws a `ZodError` where params do not fit; the config is checked before. */
export const openChecks = (settings: CheckSettings, guardSettings: GuardSettings = {}): OpenChecks => {
  const guards = openGuards(guardSettings);
  const running = (checks as readonly Check[])
    .filter(({ id }) => settings[id] !== false)
    .map((check) => ({ check, params: settingsOf(check).parse(settings[check.id] || {}) }));
  const everywhere = running.filter(({ check }) => check.classes === '*');
  const byClass = new Map<ClassId, typeof running>();
  for (const one of running) {
    if (one.check.classes === '*') continue;
    for (const classId of one.check.classes) byClass.set(classId, [...(byClass.get(classId) ?? everywhere), one]);
  }
  const ofOwners = new Set((checks as readonly Check[]).flatMap(({ id, judgesOwner }) => (judgesOwner ? [id] : [])));
  const keep = keeper();
  const severities = new Map((checks as readonly Check[]).map(({ id, severity }) => [id, severity]));
  return {
    look(subject, context) {
      let said: Said[] | undefined;
      for (const { check, params } of byClass.get(subject.class) ?? everywhere) {
        if (inGrace(subject.createdAt, context.firstSeen, params.graceDays, context.now)) continue;
        let outcome: Outcome;
        try {
          outcome = check.verdict(subject, { ...context, params, guards });
        } catch (error) {
          // A rule that breaks on a resource says so there; it never takes the collection with it.
          outcome = unknown(`the check failed: ${error instanceof Error ? error.message : String(error)}`);
        }
        if (subject.doubt !== null) outcome = doubted(outcome, subject.doubt);
        if ('verdict' in outcome && outcome.verdict === 'pass') continue;
        (said ??= []).push(keep(check.id, outcome));
      }
      return said === undefined ? none : withIgnored(said, subject.tags);
    },
    answer,
    judgesOwner: (check) => ofOwners.has(check),
    severity: (check) => severities.get(check) ?? 'low',
  };
};
