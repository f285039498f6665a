/** What a check is: a rule over one class of resources, on every cloud that has the class. */
import type { z } from 'zod';
import type { ClassId } from '../kinds/classes.ts';
import type { Resource } from '../kinds/types.ts';
import type { Owner } from '../owners/types.ts';

export const severities = ['low', 'medium', 'high'] as const;
export type Severity = (typeof severities)[number];

/**
 * Three-valued. `reason` is a sentence for a person, the same from run to run while nothing changed (no
 * counters, no "for 12 days"), since a changed reason is a changed finding.
 */
export type Verdict =
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'fail'; readonly reason: string }
  | { readonly verdict: 'unknown'; readonly reason: string };

/** One look at the other resources of the partition. `refers` ignores what a resource says of itself. */
export type Ask =
  /** Is there a resource with this id? */
  | { readonly ask: 'exists'; readonly id: string }
  /** Does a resource of one of these classes (any, where none is named) link to this id, or sit in this group? */
  | { readonly ask: 'referred'; readonly id: string; readonly by?: readonly ClassId[] };

/**
 * A verdict that depends on other resources; answered once their listings are in. Data, not code, so that it
 * can wait in the manifest. Any `ask` that is true gives `yes`, none gives `no`; where a class that it needs
 * was not seen complete in the resource's account and region and no ask is true, the answer is `unknown`.
 */
export interface Question {
  readonly any: readonly Ask[];
  /** Classes that must have been seen complete for `no` to be believed; `*` is every listing of the account. */
  readonly needs: readonly ClassId[] | '*';
  readonly yes: Verdict;
  readonly no: Verdict;
}

/** A resource with its owner, as a check sees it. */
export interface Subject extends Resource {
  readonly owner: Owner;
}

/** What a check may know beside the resource. */
export interface CheckContext<Params> {
  readonly params: Params;
  /** The time of the run, ISO 8601 UTC. */
  readonly now: string;
  /** For a stopped resource: since when the register has seen it so, where the provider does not say. */
  readonly stateSince?: string | undefined;
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
  /** Why it matters and what is not counted, for the docs page: a paragraph. */
  readonly description: string;
  /** What the owner does about it: a sentence. */
  readonly remedy: string;
  /** Where the rule comes from. */
  readonly sources: readonly string[];
  /** Settings with their defaults: a zod object whose every field has a default and a description. */
  readonly params: z.ZodObject & z.ZodType<Params>;
  /** Pure. Guards (managed by Kubernetes, by a backup service, …) come before thresholds. */
  readonly verdict: (subject: Subject, context: CheckContext<Params>) => Verdict | Question;
}

/** What is told of a check: all but its code. `params` are its settings by name with their defaults. */
export interface CheckAbout extends Omit<Check, 'params' | 'verdict'> {
  readonly params: Readonly<Record<string, unknown>>;
}

export const pass: Verdict = { verdict: 'pass' };
export const fail = (reason: string): Verdict => ({ verdict: 'fail', reason });
export const unknown = (reason: string): Verdict => ({ verdict: 'unknown', reason });

export const defineCheck = <const Id extends string, Params>(check: Check<Id, Params>): Check<Id, Params> => check;
