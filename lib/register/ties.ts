/** Rows of the manifest as far as links need them. */
import type { Entry } from '../collect/entry.ts';
import type { Tied } from '../collect/impact.ts';
import { inflate, type Row } from './manifest.ts';

const tieFrom = (text: string): Tied => {
  const row: Row = JSON.parse(text);
  return {
    id: row[0],
    kind: row[1],
    class: row[2],
    accountId: row[3],
    region: row[4],
    owner: row[5],
    lifecycle: row[8],
    group: row[10],
    links: row[11].map(([rel, to]) => ({ rel, to }) as Entry['links'][number]),
  };
};

/** The rows of a chunk in which a text stands, as in an id or a link; all of them without one. No other row is read. */
export const tiesIn = async (chunk: Uint8Array, wanted?: string): Promise<Tied[]> => {
  const text = (await inflate(chunk)).toString('utf8');
  if (wanted === undefined) return text.split('\n').map(tieFrom);
  const written = JSON.stringify(wanted);
  const ties: Tied[] = [];
  for (let at = text.indexOf(written); at >= 0; ) {
    const end = text.indexOf('\n', at);
    ties.push(tieFrom(text.slice(text.lastIndexOf('\n', at) + 1, end < 0 ? undefined : end)));
    at = end < 0 ? -1 : text.indexOf(written, end);
  }
  return ties;
};
