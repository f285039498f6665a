/** Continuation tokens: opaque to the caller, and good only for the very listing they came from. */
import { createHmac } from 'node:crypto';

/** Where the next page begins: records of the stretch of `width` from position `from`, without the first `skip`. */
export interface Cursor {
  readonly from: number;
  readonly skip: number;
  readonly width: number;
}

const SIGNATURE_BYTES = 12;

const sign = (secret: Buffer, listing: string, text: string): Buffer =>
  createHmac('sha256', secret).update(`${listing}\n${text}`).digest().subarray(0, SIGNATURE_BYTES);

/** `listing` names whatever a token is bound to: operation, account, region, parameters. */
export const mintToken = (secret: Buffer, listing: string, { from, skip, width }: Cursor): string => {
  const text = `${from}.${skip}.${width}`;
  return Buffer.concat([sign(secret, listing, text), Buffer.from(text)]).toString('base64url');
};

/** The cursor of a token that this server made for this listing; undefined of any other. */
export const readToken = (secret: Buffer, listing: string, token: string): Cursor | undefined => {
  const bytes = Buffer.from(token, 'base64url');
  // Node reads over what is no base64: such a token is not the one that was given.
  if (bytes.toString('base64url') !== token) return undefined;
  const text = bytes.subarray(SIGNATURE_BYTES).toString();
  if (!sign(secret, listing, text).equals(bytes.subarray(0, SIGNATURE_BYTES))) return undefined;
  const [from = 0, skip = 0, width = 0] = text.split('.').map(Number);
  return { from, skip, width };
};
