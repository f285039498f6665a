/** What questions about other resources come to: the one place that says when "nothing" is not believed. */
import { type Ask, type Outcome, type Question, unknown, type Verdict } from './types.ts';

/** What a question may look up. */
export interface QuestionView {
  exists(id: string): boolean;
  referred(id: string, by?: readonly string[]): boolean;
  /** Whether the resource with this id links to what another account has. */
  leadsOut(id: string): boolean;
  /**
   * Why a class is not known completely where the resource is, or where `id` says that it is; null where it is. `links`:
   * what its members refer to must be known as well, and not only which there are.
   */
  incomplete(classId: string, links: boolean, id?: string): string | null;
  /** Why nobody looked where this id says that it is; null where somebody did. */
  outside(id: string): string | null;
  /** Something of one of these types, beside the resource; null where none is known. */
  undescribed(types: readonly string[]): string | null;
}

export type Answer = (outcome: Outcome, view: QuestionView) => Verdict;

/** The class of what no kind describes. */
const CATCH_ALL = 'other';

const isTrue = (ask: Ask, view: QuestionView): boolean =>
  ask.ask === 'exists'
    ? view.exists(ask.id)
    : ask.ask === 'referred'
      ? view.referred(ask.id, ask.by)
      : view.leadsOut(ask.id);

/** Why `no` is not to be believed: where nobody looked there may be what is asked for. */
const doubtOf = ({ any, needs, undescribed }: Question, view: QuestionView): string | null => {
  for (const ask of any) {
    const outside = ask.ask === 'exists' ? view.outside(ask.id) : null;
    if (outside !== null) return outside;
  }
  const links = any.some(({ ask }) => ask !== 'exists');
  for (const classId of needs === '*' ? ['*'] : [...needs, ...(undescribed ? [CATCH_ALL] : [])]) {
    const here = view.incomplete(classId, links);
    if (here !== null) return here;
    for (const ask of any) {
      const there = ask.ask === 'exists' ? view.incomplete(classId, false, ask.id) : null;
      if (there !== null) return there;
    }
  }
  const user = undescribed === undefined ? null : view.undescribed(undescribed);
  return user === null ? null : `${user} may use it: what things of its type refer to is not collected`;
};

/**
 * `yes` where anything asked for is found; else `unknown` where it may be outside of what was looked at: in an account or
 * region that is not collected, in a listing that is not complete, or named by a type that no kind describes; else `no`.
 */
export const answer: Answer = (outcome, view) => {
  if ('verdict' in outcome) return outcome;
  if (outcome.any.some((ask) => isTrue(ask, view))) return answer(outcome.yes, view);
  const doubt = doubtOf(outcome, view);
  if (doubt === null) return answer(outcome.no, view);
  return outcome.doubt === undefined ? unknown(doubt) : answer(outcome.doubt, view);
};

/** The outcomes that a question may come to. */
const branchesOf = ({ yes, no, doubt }: Question): readonly Outcome[] => [yes, no, ...(doubt ? [doubt] : [])];

/** Everything that an outcome asks, in one order. */
export const asksOf = (outcome: Outcome): readonly Ask[] =>
  'verdict' in outcome ? [] : [...outcome.any, ...branchesOf(outcome).flatMap(asksOf)];

/** The same outcome with its asks replaced, in that order. */
export const withAsks = (outcome: Outcome, asked: (ask: Ask) => Ask): Outcome => {
  if ('verdict' in outcome) return outcome;
  const any = outcome.any.map(asked);
  const [yes, no, doubt] = branchesOf(outcome).map((branch) => withAsks(branch, asked));
  return { ...outcome, any, yes: yes!, no: no!, ...(doubt && { doubt }) };
};

/** All types that an outcome asks of and that no kind describes. */
export const undescribedIn = (outcome: Outcome): readonly string[] =>
  'verdict' in outcome ? [] : [...(outcome.undescribed ?? []), ...branchesOf(outcome).flatMap(undescribedIn)];
