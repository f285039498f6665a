/** What the collector is told of owners and checks: functions over data, made from the config once a run. */
import type { Answer } from '../checks/questions.ts';
import type { CheckContext, Severity, Subject } from '../checks/types.ts';
import type { ResourceFacts } from '../kinds/facts/facts.ts';
import type { Resource } from '../kinds/types.ts';
import type { Surroundings } from '../owners/resolve.ts';
import type { Owner } from '../owners/types.ts';
import type { Pending } from './entry.ts';

export interface Rules {
  /** Whether it takes tags, and who makes it. */
  readonly facts: (resource: Resource) => ResourceFacts;
  readonly owner: (resource: Resource, surroundings: Surroundings) => Owner;
  /** What the checks say of a resource, other than `pass`. */
  readonly look: (subject: Subject, context: Omit<CheckContext<never>, 'params' | 'guards'>) => readonly Pending[];
  readonly answer: Answer;
  readonly severity: (check: string) => Severity;
  /** The check is about the owner: of what hangs on another resource, it is told there. */
  readonly judgesOwner: (check: string) => boolean;
  readonly classOf: (kind: string) => string | undefined;
}
