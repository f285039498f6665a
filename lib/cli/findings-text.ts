/** The findings on a resource and who suppresses them, for a person: parts of `cadastre show`. */
import { readIgnores } from '../checks/ignore.ts';
import type { Assertion, Ended, Suppressed } from '../register/assertion-types.ts';
import type { Finding, ResourceView, Version } from '../register/types.ts';
import { lasting } from './words.ts';

/** A tag is not said by anybody known: the version that brought it is its record. Newest first; those of old may be gone. */
const broughtBy = (key: string, versions: readonly Version[]): string => {
  const version =
    versions.find(({ changes }) => Object.hasOwn(changes, `tags.${key}`)) ??
    versions.find(({ event }) => event === 'discovered');
  return version === undefined
    ? ''
    : `; version ${version.version} brought it (${version.at.slice(0, 10)}, run ${version.run})`;
};

const suppressedLine = ({ source, by, until, reason }: Suppressed, versions: readonly Version[]): string =>
  source === 'tag'
    ? `    suppressed${lasting(until)} by its tag ${by}="${reason}"${broughtBy(by, versions)}`
    : `    suppressed${lasting(until)} by ${by}: ${reason}`;

const findingLine = ({ check, severity, verdict, reason, since }: Finding): string =>
  `  ${verdict}  ${check} (${severity}), since ${since.slice(0, 10)}: ${reason}`;

/** Each with what suppresses it; and words in tags that were meant to, and name no check or no day. */
export const findingLines = ({
  findings,
  versions,
  resource,
}: Pick<ResourceView, 'findings' | 'versions' | 'resource'>): string[] => [
  ...findings.flatMap((finding) => [
    findingLine(finding),
    ...(finding.suppressed === null ? [] : [suppressedLine(finding.suppressed, versions)]),
  ]),
  ...readIgnores(resource.tags).unread.map(
    ({ key, word }) => `  its tag ${key} says "${word}", which suppresses nothing: it names no check, or no day`,
  ),
];

const endedWords = ({ at, by, why }: Ended): string =>
  ` (${why}${by === null ? '' : ` by ${by}`} on ${at.slice(0, 10)})`;

export const assertionLines = (assertions: readonly Assertion[]): string[] =>
  assertions.map(
    ({ at, by, check, until, reason, ended }) =>
      `  ${at}  ${by} suppressed ${check}${lasting(until)}: ${reason}${ended === null ? '' : endedWords(ended)}`,
  );
