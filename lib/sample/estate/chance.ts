/** Chance that is no chance: numbers that follow from the seed and what they are asked for. */

/** Mixes numbers and words into 32 bits (FNV-1a over the parts, then murmur3's finish). */
export const mix = (seed: number, ...parts: readonly (number | string)[]): number => {
  let hash = 0x811c9dc5 ^ seed;
  for (const part of parts) {
    if (typeof part === 'number') {
      hash = Math.imul(hash ^ (part & 0xffff), 0x01000193);
      hash = Math.imul(hash ^ (part >>> 16), 0x01000193);
    } else for (let i = 0; i < part.length; i++) hash = Math.imul(hash ^ part.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0x5f, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** From 0 up to, not including, 1. */
export const share = (hash: number): number => hash / 2 ** 32;

export const pick = <One>(hash: number, list: readonly One[]): One => list[hash % list.length]!;

/** A day on which something with this daily chance happens first, counted from 0. */
export const dayOf = (hash: number, daily: number): number =>
  Math.floor(Math.log(1 - share(hash)) / Math.log(1 - daily)) + 1;

const SPREAD = 0x9e3779b1;
/** The inverse of `SPREAD` modulo 2³²: what was spread can be read back. */
const GATHER = 0x0e8b2f51;

/** Eight hexadecimal digits that look like nothing, and give the index back. */
export const spread = (index: number): string => (Math.imul(index + 1, SPREAD) >>> 0).toString(16).padStart(8, '0');
export const gather = (digits: string): number => (Math.imul(Number.parseInt(digits, 16), GATHER) >>> 0) - 1;

export const hex = (hash: number, digits: number): string => hash.toString(16).padStart(8, '0').slice(-digits);

/** A GUID out of the parts. */
export const guid = (seed: number, ...parts: readonly (number | string)[]): string => {
  const words = [0, 1, 2, 3].map((n) => hex(mix(seed, n, ...parts), 8)).join('');
  return `${words.slice(0, 8)}-${words.slice(8, 12)}-4${words.slice(13, 16)}-a${words.slice(17, 20)}-${words.slice(20, 32)}`;
};

export const pad = (index: number, digits = 6): string => String(index).padStart(digits, '0');
