/** Everything about one resource, for a person: `cadastre show`. */
import type { Owner } from '../owners/types.ts';
import type { RegisteredResource, ResourceView, Version } from '../register/types.ts';
import { assertionLines, findingLines } from './findings-text.ts';
import { safe } from './format/text.ts';
import { accountText } from './words.ts';

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return '-';
  return typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') || '-' : JSON.stringify(value);
};

const pairs = (entries: readonly (readonly [string, unknown])[]): string[] => {
  const widest = Math.max(0, ...entries.map(([key]) => key.length));
  return entries.map(([key, value]) => `  ${key.padEnd(widest)}  ${shown(value)}`);
};

const section = (title: string, lines: readonly string[], none: string): string[] => [
  '',
  title,
  ...(lines.length === 0 ? [`  ${none}`] : lines),
];

const statusWords: Readonly<Record<Owner['status'], string>> = {
  known: 'in the directory',
  left: 'has left',
  unknown: 'not in the directory',
  none: 'nothing names an owner',
};

const evidence = (source: string | null, key: string | null, value: string | null, from: string | null): string =>
  `${source} ${key} says "${value}"${source === 'tag' || source === 'creator' ? '' : `, on ${from}`}`;

const ownerLines = ({ id, status, source, key, value, from, coOwners, overrode }: Owner): string[] => [
  `  ${id} (${statusWords[status]})`,
  ...(source === null ? [] : [`  evidence: ${evidence(source, key, value, from)}`]),
  ...(coOwners.length === 0 ? [] : [`  beside: ${coOwners.join(', ')}`]),
  ...overrode.map((other) => `  overrode: ${evidence(other.source, other.key, other.value, other.from)}`),
];

const versionLines = ({ version, event, at, run, changes }: Version): string[] => [
  `  ${at}  version ${version}: ${event.replace('_', ' ')}  (run ${run})`,
  ...Object.entries(changes).map(
    ([path, [before, after]]) => `    ${path}: ${JSON.stringify(before) ?? '-'} → ${JSON.stringify(after) ?? '-'}`,
  ),
];

const headLines = (resource: RegisteredResource): string[] => [
  `${resource.kind}  ${resource.name ?? resource.id}`,
  ...pairs([
    ['id', resource.id],
    ['type', resource.type],
    ['class', `${resource.class} (${resource.category})`],
    ['account', accountText(resource)],
    ['region', resource.region],
    ['group', resource.group],
    ['lifecycle', resource.lifecycle],
    ['created', resource.createdAt],
    ['first seen', resource.firstSeen],
    ['changed', resource.changedAt],
  ]),
  ...section('Owner', ownerLines(resource.owner), ''),
  ...section('Facts', pairs(Object.entries(resource.fields)), 'none'),
  ...section('Tags', pairs(Object.entries(resource.tags)), 'none'),
];

const linkLines = ({ links }: RegisteredResource): string[] =>
  links.map(({ rel, to }) => `  ${rel.replace('_', ' ')} → ${to}`);

const textOf = (lines: readonly string[]): string => `${lines.map(safe).join('\n')}\n`;

/** A resource as it was: what was found of it, and who linked to it, is kept of now alone. */
export const pastText = (
  at: string,
  { resource, versions }: { readonly resource: RegisteredResource; readonly versions: readonly Version[] },
): string =>
  textOf([
    `As it was at ${at}`,
    ...headLines(resource),
    ...section('Links', linkLines(resource), 'none'),
    ...section('History up to then', versions.flatMap(versionLines), 'none'),
  ]);

export const viewText = ({ resource, linkedFrom, findings, versions, assertions }: ResourceView): string => {
  const lines = [
    ...headLines(resource),
    ...(resource.stale === undefined
      ? []
      : section(
          'Could not be read again',
          resource.stale.map(({ fact, since }) => `  ${fact}, since ${since}: what stands here is older`),
          '',
        )),
    ...section(
      'Links',
      [...linkLines(resource), ...linkedFrom.map(({ rel, from }) => `  ← ${rel.replace('_', ' ')}: ${from}`)],
      'none',
    ),
    ...section('Findings', findingLines({ findings, versions, resource }), 'none'),
    ...(assertions.length === 0 ? [] : section('Said of it', assertionLines(assertions), '')),
    ...section('History', versions.flatMap(versionLines), 'none'),
  ];
  return textOf(lines);
};
