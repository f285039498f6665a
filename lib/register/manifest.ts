/** The manifest's form in the table: rows of JSON, deflated, cut into chunks that an item holds. */
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Entries, Entry, OpenFinding } from '../collect/entry.ts';

const deflate = promisify(deflateRaw);
export const inflate = promisify(inflateRaw);

/** JSON bytes a chunk is cut at: deflated, even text that does not shrink stays under an item's 400 KB. */
const CHUNK_CHARACTERS = 300_000;

export type Row = readonly [
  id: string,
  kind: string,
  classId: string,
  accountId: string,
  region: string,
  owner: string,
  hash: string,
  version: number,
  lifecycle: Entry['lifecycle'],
  since: string,
  group: string | null,
  links: readonly (readonly [string, string])[],
  pending: Entry['pending'],
  open: Entry['open'],
  firstSeen: string,
  /** Of the few that have any. */
  rare?: Pick<Entry, 'lacked' | 'stale'>,
];

const rareOf = ({ lacked, stale }: Entry): [] | [Pick<Entry, 'lacked' | 'stale'>] =>
  lacked === undefined && stale === undefined ? [] : [{ ...(lacked && { lacked }), ...(stale && { stale }) }];

const rowOf = (entry: Entry): Row => [
  entry.id,
  entry.kind,
  entry.class,
  entry.accountId,
  entry.region,
  entry.owner,
  entry.hash,
  entry.version,
  entry.lifecycle,
  entry.since,
  entry.group,
  entry.links.map(({ rel, to }) => [rel, to] as const),
  entry.pending,
  entry.open,
  entry.firstSeen,
  ...rareOf(entry),
];

const none: readonly never[] = [];
const nothing: Readonly<Record<string, never>> = {};

/** Values that a map holds at most: what thousands of rows share comes early and often. */
const SHARED_AT_MOST = 50_000;

/** What thousands of rows share is kept once: words, and what checks say. */
const sharing = () => {
  const known = new Map<string, unknown>();
  const once = <Value>(key: string, value: Value): Value => {
    const before = known.get(key) as Value | undefined;
    if (before !== undefined) return before;
    if (known.size < SHARED_AT_MOST) known.set(key, value);
    return value;
  };
  return {
    word: (word: string): string => once(word, word),
    said: (one: Entry['pending'][number]): Entry['pending'][number] =>
      'verdict' in one.outcome && one.ignored === undefined
        ? once(`${one.check}\0${JSON.stringify(one.outcome)}`, one)
        : one,
    finding: (one: OpenFinding): OpenFinding =>
      one.suppressed === undefined && one.failed === undefined ? once(`${one.since}\0${one.says}`, one) : one,
  };
};

const openOf = (open: Entry['open'], once: (one: OpenFinding) => OpenFinding): Entry['open'] => {
  const checks = Object.keys(open);
  return checks.length === 0 ? nothing : Object.fromEntries(checks.map((check) => [check, once(open[check]!)]));
};

const entryFrom = (row: Row, { word, said, finding }: ReturnType<typeof sharing>): Entry => ({
  id: row[0],
  kind: word(row[1]),
  class: word(row[2]),
  accountId: word(row[3]),
  region: word(row[4]),
  owner: word(row[5]),
  hash: row[6],
  version: row[7],
  lifecycle: word(row[8]) as Entry['lifecycle'],
  since: word(row[9]),
  firstSeen: word(row[14]),
  group: row[10] === null ? null : word(row[10]),
  links:
    row[11].length === 0
      ? none
      : row[11].map(([rel, to]) => ({ rel: word(rel), to: word(to) }) as Entry['links'][number]),
  pending: row[12].length === 0 ? none : row[12].map(said),
  open: openOf(row[13], finding),
  ...row[15],
});

/** Chunk after chunk, so that no more than one is held uncompressed. */
export async function* encode(entries: Entries): AsyncGenerator<Buffer> {
  let rows: string[] = [];
  let size = 0;
  for (const entry of entries.values()) {
    const row = JSON.stringify(rowOf(entry));
    if (size > 0 && size + row.length > CHUNK_CHARACTERS) {
      yield deflate(rows.join('\n'), { level: 6 });
      rows = [];
      size = 0;
    }
    rows.push(row);
    size += row.length + 1;
  }
  if (size > 0) yield deflate(rows.join('\n'), { level: 6 });
}

/** Adds a chunk's entries. */
export const decoder = (entries: Entries): ((chunk: Uint8Array) => Promise<void>) => {
  const shared = sharing();
  return async (chunk) => {
    const text = (await inflate(chunk)).toString('utf8');
    for (let from = 0; from < text.length; ) {
      const end = text.indexOf('\n', from);
      const row = entryFrom(JSON.parse(end < 0 ? text.slice(from) : text.slice(from, end)), shared);
      entries.set(row.id, row);
      from = end < 0 ? text.length : end + 1;
    }
  };
};
