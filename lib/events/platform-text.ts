/** The platform team's digest as a person reads it. */
import { counted, number, quoted } from '../reports/words.ts';
import { countsText, listLines, type Room } from './digest.ts';
import type { Trouble } from './news.ts';
import { nameOf, section } from './owner-text.ts';
import type { OwnerLine, PlatformDetail } from './platform-detail.ts';

/** What is new, in words: for the subject too. */
export const platformWords = ({ baseline, resources, listings, totals, owners }: PlatformDetail): string => {
  if (baseline)
    return `${counted(totals.resources, 'resource')} of ${counted(totals.owners, 'owner')}, ${counted(totals.findings, 'open finding')}`;
  const opened = resources.findingsOpened + resources.findingsReopened;
  const words: readonly (readonly [count: number, told: string])[] = [
    [opened, `${counted(opened, 'finding')} opened`],
    [resources.findingsResolved, `${number(resources.findingsResolved)} resolved`],
    [resources.new, `${counted(resources.new, 'resource')} new`],
    [resources.retired, `${number(resources.retired)} gone`],
    [listings.new.count, `${counted(listings.new.count, 'listing')} not complete any more`],
    [listings.recovered.count, `${counted(listings.recovered.count, 'listing')} complete again`],
  ];
  const told = words.filter(([count]) => count > 0).map(([, what]) => what);
  return told.length > 0 ? told.join(', ') : `news for ${counted(owners.count, 'owner')}`;
};

const troubleLine = ({ partition, accountName, listing, outcome, reason, lastComplete }: Trouble): string =>
  `${partition}${accountName === null ? '' : ` (${accountName})`} ${listing}: ${outcome}: ${reason ?? ''}${lastComplete === null ? '' : ` Last complete ${lastComplete}.`}`;

const ownerLine = ({ owner, name, opened, resolved, discovered, retired }: OwnerLine): string =>
  `${name ?? owner} (${quoted(owner)}): ${counted(opened, 'finding')} opened, ${resolved} resolved, ${counted(discovered, 'resource')} new, ${retired} gone`;

const runs = '`cadastre runs --limit 1 --format json`';

const listingLines = ({ listings }: PlatformDetail, room: Room): string[] => {
  const { complete, incomplete, held, closed, failedRoots } = listings;
  const roots = failedRoots.count === 0 ? '' : `, ${counted(failedRoots.count, 'root')} could not be planned`;
  return [
    `Listings: ${complete} complete, ${incomplete} incomplete, ${held} held${closed === 0 ? '' : `, ${closed} closed by the organisation`}${roots}.`,
    '',
    ...section('Not complete from this run on', listings.new, troubleLine, room, runs),
    ...(listings.new.count === 0
      ? []
      : ['What could not be read keeps what the register had. `cadastre doctor` tells what to do.', '']),
    ...(held === 0
      ? []
      : [
          `Held, until a person or more runs confirm that so much is gone: ${counted(held, 'listing')}.`,
          'Where it is true: `cadastre runs confirm LISTING`; where it is not, see what the role lost.',
          '',
        ]),
    ...section('Complete again', listings.recovered, ({ partition, listing }) => `${partition} ${listing}`, room, runs),
  ];
};

const unownedLines = ({ unowned, baseline }: PlatformDetail, room: Room): string[] => {
  const { discovered, opened, billed } = unowned;
  if (discovered.count + opened === 0) return [];
  const classes = countsText(billed);
  return [
    `${baseline ? 'Owned by nobody' : 'New, and owned by nobody'}: ${counted(discovered.count, 'resource')}${classes === '' ? '' : ` (billed for just existing: ${classes})`}, ${counted(opened, 'finding')}`,
    ...listLines(discovered, nameOf, room, 'cadastre resources --owner unowned'),
    '  To give them an owner: tag them, or add a rule below `owners:` in the config.',
    '',
  ];
};

/** The platform's digest as a person reads it. */
export const platformText = (detail: PlatformDetail, room: Room): string => {
  const checks = countsText(detail.checks);
  const { totals } = detail;
  return [
    `${detail.baseline ? 'What there is, told once' : 'What is new'}: ${platformWords(detail)}.`,
    '',
    ...listingLines(detail, room),
    ...(checks === '' ? [] : [`${detail.baseline ? 'Findings' : 'Findings opened'}, by check: ${checks}.`, '']),
    ...unownedLines(detail, room),
    ...section('Told to owners', detail.owners, ownerLine, room, 'cadastre owners'),
    `In all: ${counted(totals.resources, 'resource')}, ${totals.billed} of them billed for just existing; ${counted(totals.findings, 'open finding')}.`,
  ].join('\n');
};
