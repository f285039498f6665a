/** An owner's digest as a person reads it. */
import { counted, quoted } from '../reports/words.ts';
import { countsText, type Listed, listLines, type Room } from './digest.ts';
import type { Passed, Problem, Thing } from './news.ts';
import type { CheckNews, OwnerDetail } from './owner-digest.ts';

const checkLines = (
  { check, title, severity, remedy, fail, unknown }: CheckNews,
  owner: string,
  room: Room,
): string[] => {
  const more = `cadastre findings --owner ${owner} --check ${check}`;
  const line = (one: Problem) => `${one.kind} ${one.resourceId}${inAccount(one)}: ${one.reason}`;
  return [
    `${title} (${check}, ${severity}): ${counted(fail.count + unknown.count, 'resource')}`,
    ...listLines(fail, line, room, more),
    ...(unknown.count > 0 ? [`  Cannot be told of ${counted(unknown.count, 'resource')}:`] : []),
    ...listLines(unknown, line, room, more),
    `  To fix it: ${remedy}`,
    `  To silence it: cadastre suppress ID --check ${check} --until DAY --reason WHY`,
    `    or the tag cadastre:ignore=${check} on the resource, with @DAY after it where it is to end.`,
    '',
  ];
};

/** ` in harbour-prod (123456789012)`; nothing where nobody tells how the account is called. */
const inAccount = ({ accountId, accountName }: Pick<Thing, 'accountId' | 'accountName'>): string =>
  accountName === null || accountName === accountId ? '' : ` in ${accountName} (${accountId})`;

export const nameOf = (thing: Thing): string => {
  const { kind, name, resourceId } = thing;
  const called = name === null || resourceId.endsWith(name) ? '' : `${name} `;
  return `${kind} ${called}${resourceId}${inAccount(thing)}`;
};

/** Nothing where there is nothing. */
export const section = <One>(
  title: string,
  all: Listed<One>,
  line: (one: One) => string,
  room: Room,
  hint: string,
): string[] => (all.count === 0 ? [] : [`${title} (${all.count})`, ...listLines(all, line, room, hint), '']);

/** What is new, in words: for the subject too. */
export const newsWords = ({ findings, resources }: OwnerDetail): string =>
  [
    [findings.opened, `${counted(findings.opened, 'new finding')}`],
    [findings.resolved.count, `${findings.resolved.count} resolved`],
    [resources.discovered.count, counted(resources.discovered.count, 'new resource')],
    [resources.reappeared.count, `${resources.reappeared.count} back again`],
    [resources.retired.count, `${resources.retired.count} gone`],
    [resources.received.count, `${resources.received.count} handed over to you`],
    [resources.given.count, `${resources.given.count} handed on`],
  ]
    .filter(([count]) => count !== 0)
    .map(([, words]) => words)
    .join(', ');

/** All that is theirs, in words. */
export const totalsWords = ({ totals }: OwnerDetail): string => {
  const classes = countsText(totals.classes);
  const billed = totals.billed === 0 ? '' : `, ${totals.billed} of them billed for just existing (${classes})`;
  const suppressed = totals.suppressed === 0 ? '' : ` and ${totals.suppressed} suppressed`;
  return `${counted(totals.resources, 'resource')}${billed}; ${counted(totals.findings, 'open finding')}${suppressed}.`;
};

/** The digest as a person reads it: what is new, how bad, how to fix it, how to silence it. */
export const ownerText = (detail: OwnerDetail, room: Room): string => {
  const { baseline, findings, resources, owner } = detail;
  const id = quoted(owner.id);
  const all = `cadastre resources --owner ${id}`;
  const billed = countsText(resources.billed);
  const passed = (word: string) => (one: Passed) => `${nameOf(one)} ${word} ${one.other}`;
  return [
    `${owner.name ?? owner.id}: ${baseline ? 'what is yours, told once' : newsWords(detail)}`,
    '',
    ...findings.checks.flatMap((one) => checkLines(one, id, room)),
    ...section(
      'Resolved',
      findings.resolved,
      (one) => `${one.check} ${one.resourceId}${inAccount(one)}`,
      room,
      `cadastre findings --owner ${id}`,
    ),
    ...(baseline
      ? []
      : [
          ...section('New resources', resources.discovered, nameOf, room, all),
          ...section('Back again', resources.reappeared, nameOf, room, all),
          ...(billed === '' ? [] : [`Billed for just existing, among these: ${billed}.`, '']),
          ...section('Handed over to you', resources.received, passed('from'), room, all),
          ...section('Handed on', resources.given, passed('to'), room, all),
          ...section('Gone', resources.retired, nameOf, room, `${all} --include-retired`),
          ...(resources.changed + resources.missing === 0
            ? []
            : [`Beside that: ${resources.changed} changed, ${resources.missing} not seen for now.`, '']),
        ]),
    `All of yours: ${totalsWords(detail)}`,
    `  ${all}`,
    `  cadastre findings --owner ${id}`,
  ].join('\n');
};
