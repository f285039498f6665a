/** What a run could not read, and what it does not believe, for a person. */
import { DIRECTORY } from '../register/directory-names.ts';
import { outcomeCounts } from '../register/outcomes.ts';
import type { ClosedListings, ListingOutcome, Run } from '../register/types.ts';
import { safe } from './format/text.ts';
import { counted, number, quoted } from './words.ts';

const isDirectory = ({ partition, listing }: ListingOutcome): boolean =>
  partition === DIRECTORY.partition && listing === DIRECTORY.listing;

/** Reasons that are told at most. */
const REASONS = 10;

/** What is denied differs by kind; what cannot be reached, or asks to slow down, does not. */
const alike = ({ partition, listing, outcome, reason }: ListingOutcome): string => {
  const [, code = ''] = /^([a-z ]+) at /.exec(reason ?? '') ?? [];
  return [partition.split(':')[0], outcome, code, code === 'access denied' ? listing.split('@')[0] : ''].join('|');
};

const incompleteLines = (incomplete: readonly ListingOutcome[]): string[] => {
  const groups = new Map<string, { readonly first: ListingOutcome; count: number }>();
  for (const one of incomplete) {
    const group = groups.get(alike(one));
    if (group) group.count++;
    else groups.set(alike(one), { first: one, count: 1 });
  }
  const more = groups.size - REASONS;
  return [
    ...[...groups.values()].slice(0, REASONS).map(({ first: { partition, listing, outcome, reason }, count }) => {
      const others = count === 1 ? '' : ` and ${counted(count - 1, 'listing')} more`;
      return `  ${partition} ${listing}${others}: ${outcome}: ${reason}`;
    }),
    ...(more > 0 ? [`  and ${counted(more, 'reason')} more`] : []),
    ...(incomplete.length > groups.size || more > 0 ? ['  `cadastre coverage` has them all.'] : []),
  ];
};

/** What may be done about a directory that lost so much that it is not believed. */
const directoryLines = (held: readonly ListingOutcome[], options: string): string[] =>
  held.some(isDirectory)
    ? [
        '  Owners are found as before, by the directory that the register has. If the new one is right:',
        `    npx cadastre runs confirm ${DIRECTORY.listing}${options}`,
      ]
    : [];

/** What nobody can list: one line for each region or service that the organisation closes. */
const closedLines = (closed: readonly ClosedListings[]): string[] =>
  closed.map(({ reason, partition, partitions, listings }) => {
    const others = partitions === 1 ? '' : ` and ${counted(partitions - 1, 'account')} more`;
    return `  ${partition}${others}: ${reason} (${counted(listings, 'listing')})`;
  });

/** What may be done about listings that lost so much that they are not believed. */
const heldLines = ([first]: readonly ListingOutcome[], options: string): string[] =>
  first === undefined
    ? []
    : [
        '  Nothing of what is held is missing before two more runs agree. If it is gone indeed:',
        `    npx cadastre runs confirm ${quoted(first.listing)} --partition ${quoted(first.partition)}${options}`,
      ];

/** The first of what could not be read beside lists that are complete. */
const unreadLines = (unread: Run['listings']['unread']): string[] => {
  const [first] = unread?.first ?? [];
  if (unread === undefined || first === undefined) return [];
  const others =
    unread.count === 1 ? '' : ` (and beside ${counted(unread.count - 1, 'other listing')}: \`cadastre coverage\`)`;
  return [
    `  ${first.partition} ${first.listing}: complete, but could not read a fact beside it: ${first.reason}${others}`,
  ];
};

/** `options`: what the next commands need to find this register. `stopped`: what is not complete waits for the next run. */
export const listingLines = ({ listings, failedRoots }: Run, options: string, stopped: boolean): string[] => {
  const { complete } = listings;
  const held = listings.incomplete.filter(({ outcome }) => outcome === 'held');
  const counts = outcomeCounts({ listings });
  const closed = listings.closed ?? [];
  const closedCount = closed.reduce((sum, one) => sum + one.listings, 0);
  const andHeld = counts.held === 0 ? '' : `, ${number(counts.held)} held`;
  const andClosed = closedCount === 0 ? '' : `, ${number(closedCount)} closed by the organisation`;
  return [
    `Listings   ${number(complete)} complete, ${number(counts.incomplete)} incomplete${andHeld}${andClosed}`,
    ...closedLines(closed),
    ...incompleteLines(listings.incomplete),
    ...heldLines(
      held.filter((one) => !isDirectory(one)),
      options,
    ),
    ...directoryLines(held, options),
    ...unreadLines(listings.unread),
    ...failedRoots.map(({ root, reason }) => `Root ${root} failed: ${reason}`),
    ...(counts.incomplete + failedRoots.length > 0 && !stopped
      ? ['  What could not be read keeps what the register had; `cadastre doctor` tells what to do.']
      : []),
  ].map(safe);
};
