/** What a check is: a rule over one class of resources, on every cloud that has the class. */
import type { z } from 'zod';
import type { ClassId } from '../kinds/classes.ts';
import type { ResourceFacts } from '../kinds/facts/facts.ts';
import type { Resource } from '../kinds/types.ts';
import type { Owner } from '../owners/types.ts';
import type { OpenGuard } from './keeping.ts';

export const severities = ['low', 'medium', 'high'] as const;
export type Severity = (typeof severities)[number];

/** How long the state that a verdict speaks of must last before the verdict is told. */
export interface Lasts {
  readonly days: number;
  /** When the state began, as the provider tells it, ISO 8601 UTC; absent where only the register's history knows. */
  readonly told?: string;
}

/**
 * Three-valued. `reason` is a sentence for a person, the same from run to run while nothing changed (no
 * counters, no "for 12 days"), since a changed reason is a changed finding. A verdict that `lasts` passes until its
 * days are over, and then says since when; one that does not neither begins nor ends a state.
 */
export type Verdict =
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'fail'; readonly reason: string; readonly lasts?: Lasts }
  | { readonly verdict: 'unknown'; readonly reason: string; readonly lasts?: Lasts };

/** One look at the other resources of the partition. `refers` ignores what a resource says of itself. */
export type Ask =
  /** Is there a resource with this id? */
  | { readonly ask: 'exists'; readonly id: string }
  /** Does a resource of one of these classes (any, where none is named) link to this id, or sit in this group? */
  | { readonly ask: 'referred'; readonly id: string; readonly by?: readonly ClassId[] }
  /** Does the resource with this id link to what another account has? */
  | { readonly ask: 'leads_out'; readonly id: string };

/**
 * A verdict that depends on other resources; answered once their listings are in. Data, not code, so that it
 * can wait in the manifest. Any `ask` that is true gives `yes`, none gives `no`. `evaluate.ts` says when `no` is not
 * believed, and the answer is `unknown`.
 */
export interface Question {
  readonly any: readonly Ask[];
  /** Classes that must have been seen complete for `no` to be believed; `*` is every listing of the account. */
  readonly needs: readonly ClassId[] | '*';
  /**
   * Types that may refer to it and that no kind describes: `ec2:launch-template/`, as a kind's `arns`, a type of Azure in
   * lower case, or a collection of Google's as `instanceTemplates`. Where there is one in its account and region, `no` is
   * not believed. Absent: there are none.
   */
  readonly undescribed?: readonly string[];
  readonly yes: Outcome;
  readonly no: Outcome;
  /** What it comes to where `no` is not believed; absent: `unknown`, with the reason for that. */
  readonly doubt?: Outcome;
}

/** What a check says: at once, or once others were looked at. */
export type Outcome = Verdict | Question;

/** A resource with its owner, as a check sees it. */
export interface Subject extends Resource, ResourceFacts {
  readonly owner: Owner;
  /** What made the group that it stands in and keeps that, by id; absent where nothing does. */
  readonly keeper?: string | undefined;
  /** Why it may be gone although its listing shows it; null where what the listing shows is there. */
  readonly doubt: string | null;
}

/** What a check may know beside the resource. */
export interface CheckContext<Params> {
  readonly params: Params;
  /** What keeps resources that look like orphans, the strongest first. */
  readonly guards: readonly OpenGuard[];
  /** The time of the run, ISO 8601 UTC. */
  readonly now: string;
  /** When the register first saw it: its age where the provider does not say when it was made. */
  readonly firstSeen?: string | undefined;
}

export interface Check<Id extends string = string, Params = any> {
  /** Also the file's name. */
  readonly id: Id;
  readonly title: string;
  /** Classes it looks at; `*` is every resource. */
  readonly classes: readonly ClassId[] | '*';
  readonly severity: Severity;
  /** It is about the owner: told of what holds a resource, and not of the resource again. */
  readonly judgesOwner?: true;
  /** Why it matters and what is not counted, for the docs page: a paragraph. */
  readonly description: string;
  /** What the owner does about it: a sentence. */
  readonly remedy: string;
  /** Where the rule comes from. */
  readonly sources: readonly string[];
  /** The default of `graceDays`; absent: 0. */
  readonly graceDays?: number;
  /** Settings with their defaults: a zod object whose every field has a default and a description. */
  readonly params: z.ZodObject & z.ZodType<Params>;
  /** Pure. Guards (managed by Kubernetes, by a backup service, …) come before thresholds. */
  readonly verdict: (subject: Subject, context: CheckContext<Params>) => Outcome;
}

/** What is told of a check: all but its code. `params` are its settings by name with their defaults. */
export interface CheckAbout extends Omit<Check, 'params' | 'graceDays' | 'verdict' | 'judgesOwner'> {
  readonly params: Readonly<Record<string, unknown>>;
}

type Fail = Extract<Verdict, { verdict: 'fail' }>;
type Unknown = Extract<Verdict, { verdict: 'unknown' }>;

export const pass: Verdict = { verdict: 'pass' };
export const fail = (reason: string, lasts?: Lasts): Fail => ({ verdict: 'fail', reason, ...(lasts && { lasts }) });
export const unknown = (reason: string, lasts?: Lasts): Unknown => ({
  verdict: 'unknown',
  reason,
  ...(lasts && { lasts }),
});

/** For a fact that the provider did not tell. */
export const notTold = (fact: string): Unknown => unknown(`the provider did not tell ${fact}`);

export const defineCheck = <const Id extends string, Params>(check: Check<Id, Params>): Check<Id, Params> => check;
