/** The manifest's form in the table: rows of JSON, deflated, cut into chunks that an item holds. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Entries, Entry } from '../collect/entry.ts';
import type { Held } from '../owners/holders.ts';
import { shardOf } from './table.ts';

const deflate = promisify(deflateRaw);
export const inflate = promisify(inflateRaw);

/** Bytes of JSON a chunk is cut at: deflated, even text that does not shrink stays under an item's 400 KB. */
const MOST_BYTES = 300_000;
/** And those that it has at least, where others follow. */
const LEAST_BYTES = 100_000;

/**
 * Whether a chunk may begin with a resource: one in so many, by its id. What comes or goes before it then moves the
 * borders of a chunk or two, and not those of all that follow.
 */
const ONE_IN = 256;
const begins = (id: string): boolean => shardOf(id, ONE_IN) === 0;

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
  /** 0 where nobody asks; else by what it hangs on what, and 1 where that has an owner. */
  held: 0 | null | readonly [by: Held['by'], id: string, named: 0 | 1],
  type: string,
  /** Of those that have any. */
  rare?: Rare,
];

type Rare = Pick<Entry, 'lacked' | 'stale' | 'unchanged' | 'called' | 'exempt'> & {
  readonly lasting?: Entry['lasting'];
};

const rareOf = ({ lacked, stale, unchanged, called, exempt, lasting }: Entry): [] | [Rare] => {
  const rare: Rare = {
    ...(lacked && { lacked }),
    ...(stale && { stale }),
    ...(unchanged && { unchanged }),
    ...(called && { called }),
    ...(exempt && { exempt }),
    ...(Object.keys(lasting).length > 0 && { lasting }),
  };
  return Object.keys(rare).length > 0 ? [rare] : [];
};

const heldWord = (held: Entry['held']): Row[15] =>
  held ? [held.by, held.id, held.named ? 1 : 0] : held === null ? null : 0;
const heldFrom = (word: Row[15]): Pick<Entry, 'held'> =>
  word === 0 ? {} : { held: word && { by: word[0], id: word[1], named: word[2] === 1 } };

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
  heldWord(entry.held),
  entry.type,
  ...rareOf(entry),
];

const none: readonly never[] = [];

const entryFrom = (row: Row): Entry => ({
  id: row[0],
  kind: row[1],
  type: row[16],
  class: row[2],
  accountId: row[3],
  region: row[4],
  owner: row[5],
  hash: row[6],
  version: row[7],
  lifecycle: row[8],
  since: row[9],
  firstSeen: row[14],
  group: row[10],
  links: row[11].length === 0 ? none : row[11].map(([rel, to]) => ({ rel, to }) as Entry['links'][number]),
  pending: row[12],
  open: row[13],
  lasting: {},
  ...heldFrom(row[15]),
  ...row[17],
});

export interface Chunk {
  /** The same for the same rows, and for no others. */
  readonly digest: string;
  deflated(): Promise<Buffer>;
}

const chunkOf = (rows: readonly string[]): Chunk => {
  const text = rows.join('\n');
  return {
    // 72 bits: of a million chunks two are alike by chance once in billions of registers.
    digest: createHash('sha256').update(text).digest('base64url').slice(0, 12),
    deflated: () => deflate(text, { level: 6 }),
  };
};

/** Chunk after chunk, so that no more than one is held uncompressed. */
export function* encode(entries: Entries): Generator<Chunk> {
  let rows: string[] = [];
  let size = 0;
  for (const entry of entries.values()) {
    const row = JSON.stringify(rowOf(entry));
    const bytes = Buffer.byteLength(row) + 1;
    if (size > 0 && (size + bytes > MOST_BYTES || (size >= LEAST_BYTES && begins(entry.id)))) {
      yield chunkOf(rows);
      rows = [];
      size = 0;
    }
    rows.push(row);
    size += bytes;
  }
  if (size > 0) yield chunkOf(rows);
}

/** Adds a chunk's entries. */
export const decoder = (entries: Entries): ((chunk: Uint8Array) => Promise<void>) => {
  return async (chunk) => {
    const text = (await inflate(chunk)).toString('utf8');
    for (let from = 0; from < text.length; ) {
      const end = text.indexOf('\n', from);
      const row = entryFrom(JSON.parse(end < 0 ? text.slice(from) : text.slice(from, end)));
      entries.set(row.id, row);
      from = end < 0 ? text.length : end + 1;
    }
  };
};
