/** What a command may touch of the world around it, so that tests can stand in for it. */
import type { Writable } from 'node:stream';
import { safeLines } from './format/text.ts';
import type { Local } from './local.ts';

export type Terminal = Writable & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };

export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Answers, and nothing else. */
  readonly out: Terminal;
  /** Messages and progress. */
  readonly err: Terminal;
  /** Aborts when the person asks to stop; asked for only by commands that have something to finish. */
  interrupted(): AbortSignal;
  readonly local: Local;
}

export const exitCodes = { done: 0, failed: 1, incomplete: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A mistake of the person at the keyboard, or a state they can mend: its message is all there is to tell. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Writes and waits until it is written: a reader that is slow slows the writer. Rejects with the stream's error. What would
 * steer a terminal is not written to one, whatever the format; a program that reads a pipe gets every character.
 */
export const write = (stream: Terminal, text: string | Uint8Array): Promise<void> =>
  new Promise((resolve, reject) =>
    stream.write(stream.isTTY && typeof text === 'string' ? safeLines(text) : text, (error) =>
      error ? reject(error) : resolve(),
    ),
  );

/** A message for a person: it ends up on a terminal sooner or later, even by way of a log. */
export const say = (io: Io, text: string): Promise<void> => write(io.err, `${safeLines(text)}\n`);
