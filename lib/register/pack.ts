/** JSON, deflated: for what may outgrow the 400 KB of an item. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Words in a list that an item holds as they are; those of a large organisation would fill it. */
const PLAIN_WORDS = 1_000;

/** A list of words, packed where it is long. */
export const packWords = (words: readonly string[]): readonly string[] | Uint8Array =>
  words.length <= PLAIN_WORDS ? words : pack(words);

export const unpackWords = (value: readonly string[] | Uint8Array | undefined): readonly string[] =>
  value === undefined ? [] : value instanceof Uint8Array ? unpack(value) : value;

/** The same bytes for the same text, of the type that the client gives back. */
export const pack = (value: unknown): Uint8Array => new Uint8Array(deflateRawSync(JSON.stringify(value)));

/** What `pack` made. */
export const unpack = <Value>(packed: Uint8Array): Value => JSON.parse(inflateRawSync(packed).toString('utf8'));
