/** A digest: one message for an owner, or for the platform team, about one run. Text for a person, `detail` for machines. */
import { clipped, MESSAGE_BYTES, shortened, sizeOf, TEXT_BYTES } from './fit.ts';
import type { Few } from './news.ts';

export interface Digest<Detail = unknown> {
  /** The same again where the same run is told again to the same reader. */
  readonly id: string;
  readonly type: 'Owner Digest' | 'Platform Digest';
  /** ISO 8601 UTC: the run's time. */
  readonly time: string;
  readonly run: string;
  readonly source: 'cadastre';
  /** One line of ASCII, 100 characters at most: what SNS takes for a subject (API_Publish.html). */
  readonly subject: string;
  readonly text: string;
  readonly detail: Detail;
}

/** How much of it is named: members of a list in `detail`, in the text, and bytes of a text. */
export interface Room {
  readonly members: number;
  readonly lines: number;
  readonly bytes: number;
}

const rooms: readonly Room[] = [
  { members: 100, lines: 10, bytes: TEXT_BYTES },
  { members: 25, lines: 10, bytes: 512 },
  { members: 5, lines: 5, bytes: 256 },
];
/** With nothing named but checks, classes and the owner, it fits whatever there is. */
const least: Room = { members: 0, lines: 0, bytes: 128 };

/** The digest with as much named as fits; the counts are whole in any case. */
export const fittedDigest = (build: (room: Room) => Digest): Digest => {
  for (const room of rooms) {
    const digest = build(room);
    if (sizeOf(digest) <= MESSAGE_BYTES) return digest;
  }
  return build(least);
};

const SUBJECT_CHARACTERS = 100;

/** ASCII without control characters, beginning with a letter or digit. */
export const subjectOf = (text: string): string => {
  const ascii = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '?');
  return ascii.length <= SUBJECT_CHARACTERS ? ascii : `${ascii.slice(0, SUBJECT_CHARACTERS - 3)}...`;
};

/** How many there are, and those that there is room for. */
export interface Listed<One> {
  readonly count: number;
  readonly items: readonly One[];
}

export const listed = <One extends object>({ count, first }: Few<One>, { members, bytes }: Room): Listed<One> => ({
  count,
  items: first.slice(0, members).map((one) => shortened(one, bytes)),
});

/** Lines of a list, each indented and on one line, and how many more there are and where they are found. */
export const listLines = <One>(
  { count, items }: Listed<One>,
  line: (one: One) => string,
  { lines, bytes }: Room,
  hint: string,
): string[] => {
  const shown = items.slice(0, lines);
  const more = count - shown.length;
  return [
    ...shown.map((one) => `  ${clipped(line(one), bytes * 2)}`),
    ...(more > 0 ? [`  ${shown.length > 0 ? `and ${more} more` : `${more} in all`}: ${hint}`] : []),
  ];
};

/** Counts by name, the most first: `3 disk, 1 ip_address`. */
export const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
