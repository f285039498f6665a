/** The manifest's form in the table: rows of JSON, deflated, cut into chunks that an item holds. */
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Entries, Entry } from '../collect/entry.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** JSON bytes a chunk is cut at: deflated, even text that does not shrink stays under an item's 400 KB. */
const CHUNK_CHARACTERS = 300_000;

type Row = readonly [
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
];

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
];

const none: readonly never[] = [];
const nothing: Readonly<Record<string, never>> = {};

/** Words that thousands of rows share are kept once. */
const interner = () => {
  const words = new Map<string, string>();
  return (word: string): string => {
    const known = words.get(word);
    if (known !== undefined) return known;
    words.set(word, word);
    return word;
  };
};

const entryFrom = (row: Row, shared: (word: string) => string): Entry => ({
  id: row[0],
  kind: shared(row[1]),
  class: shared(row[2]),
  accountId: shared(row[3]),
  region: shared(row[4]),
  owner: shared(row[5]),
  hash: row[6],
  version: row[7],
  lifecycle: shared(row[8]) as Entry['lifecycle'],
  since: shared(row[9]),
  group: row[10] === null ? null : shared(row[10]),
  links:
    row[11].length === 0
      ? none
      : row[11].map(([rel, to]) => ({ rel: shared(rel), to: shared(to) }) as Entry['links'][number]),
  pending: row[12].length === 0 ? none : row[12],
  open: Object.keys(row[13]).length === 0 ? nothing : row[13],
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
  const shared = interner();
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
