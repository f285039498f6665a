/** JSON, deflated: for what may outgrow the 400 KB of an item. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** The same bytes for the same text, of the type that the client gives back. */
export const pack = (value: unknown): Uint8Array => new Uint8Array(deflateRawSync(JSON.stringify(value)));

export const unpack = <Value>(packed: Uint8Array): Value => JSON.parse(inflateRawSync(packed).toString('utf8'));
