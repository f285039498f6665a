/** What the collector is told of owners and checks: functions over data, made from the config once a run. */
import type { CheckContext, Question, Severity, Subject, Verdict } from '../checks/types.ts';
import type { Resource } from '../kinds/types.ts';
import type { Owner } from '../owners/types.ts';
import type { Pending } from './entry.ts';
import type { Containers } from './surroundings.ts';
import type { View } from './view.ts';

export interface Rules {
  readonly owner: (resource: Resource, containers: Containers) => Owner;
  /** What the checks say of a resource, other than `pass`. */
  readonly look: (subject: Subject, context: Omit<CheckContext<never>, 'params'>) => readonly Pending[];
  readonly answer: (question: Question, view: View) => Verdict;
  readonly severity: (check: string) => Severity;
  readonly classOf: (kind: string) => string | undefined;
  readonly billed: (classId: string) => boolean;
}
