/** Where messages go, as it is written: `stdout`, `file:PATH`, or an address that they are posted to. */
import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { type Patience, post } from './post.ts';

/** A target that cannot be meant: its message says what was expected. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

/** What is sent at once: one digest, or some events. */
export interface Parcel {
  /** The same for the same again: whoever takes it may pass over what was there before. */
  readonly id: string;
  readonly kind: 'digest' | 'events';
  readonly records: readonly unknown[];
  /** For a person; absent where it is for machines alone. */
  readonly text?: string | undefined;
}

export interface Target {
  /** For a message: what may be secret in an address is left out. */
  readonly name: string;
  /** The same while it is written the same; tells nothing of it. */
  readonly key: string;
  /** Rejects with what went wrong, for a person. */
  deliver(parcel: Parcel): Promise<void>;
}

const addressIn = (written: string): URL => {
  if (URL.canParse(written)) {
    const url = new URL(written);
    if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  }
  throw new TargetError(`expected stdout, file:PATH, or an address that begins with https:// or http://`);
};

/** As it is kept: a path is made absolute below `folder`. Throws a `TargetError`. */
export const readTarget = (written: string, folder: string): string => {
  if (written === 'stdout') return written;
  if (written.startsWith('file:')) {
    const path = written.slice('file:'.length);
    if (path === '') throw new TargetError('expected the path of a file after file:');
    return `file:${isAbsolute(path) ? path : resolve(folder, path)}`;
  }
  addressIn(written);
  return written;
};

const linesOf = ({ records }: Parcel): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');

export interface TargetEdges {
  /** Writes to stdout, and is done when it is written. */
  readonly stdout: (text: string) => Promise<void>;
  /** Absent: 10 seconds a try. */
  readonly patience?: Patience | undefined;
}

/** `kind` is what the target is given: one that takes both is two. */
export const openTarget = (written: string, kind: Parcel['kind'], { stdout, patience }: TargetEdges): Target => {
  const key = createHash('sha256').update(`${kind} ${written}`).digest('base64url').slice(0, 16);
  if (written === 'stdout')
    return {
      name: written,
      key,
      deliver: (parcel) => stdout(parcel.text === undefined ? linesOf(parcel) : `${parcel.text}\n\n`),
    };
  if (written.startsWith('file:')) {
    const path = written.slice('file:'.length);
    return { name: written, key, deliver: (parcel) => appendFile(path, linesOf(parcel)) };
  }
  const url = addressIn(written);
  return {
    // Who posts to a chat has its secret in the path.
    name: `${url.origin}${url.pathname === '/' && url.search === '' ? '' : '/…'}`,
    key,
    deliver: ({ id, kind: what, records }) => post(url, id, what === 'digest' ? records[0] : records, patience),
  };
};
