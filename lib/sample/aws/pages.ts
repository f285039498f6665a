/** Listings: one paging for all services, by the words and limits of each. */
import { bentPage, bentToken, firstCursor } from '../pages.ts';
import { type Cursor, mintToken, readToken } from '../tokens.ts';
import type { AwsRecord, AwsSequence, Stretch } from '../types.ts';
import { AwsRefusal, refusal } from './errors.ts';
import { type Answer, type Call, invalid } from './service.ts';

/** The words of a service for paging, and its limits. */
export interface Paging {
  /** Input: how many, and where to go on. */
  readonly size: string;
  readonly token: string;
  /** Output: where to go on. */
  readonly next: string;
  readonly least: number;
  readonly most: number;
  /** Items where the caller names no size; absent: all of them. */
  readonly standard?: number;
  /** A size beyond `most` gives `most`, where others refuse it. */
  readonly capped?: boolean;
  /** What a last page has as its token, where it has one. */
  readonly end?: string;
  /** A filter gives short pages, rather than reads on until the page is full. */
  readonly short?: boolean;
}

/** A listing: where its records are, and which of them are asked for. */
export interface Listing {
  /** Output member that holds the records. */
  readonly list: string;
  readonly read: (call: Call, from: number, limit: number) => Stretch<AwsRecord>;
  readonly paging?: Paging;
  /** How many items a record counts for; 1 where absent. */
  readonly weigh?: (record: AwsRecord) => number;
  /** Input that names records, how one is found, and the error where there is none. */
  readonly ids?: {
    readonly input: string;
    find(call: Call, id: string): AwsRecord | undefined;
    /** Status and code. */
    readonly missing: readonly [number, string];
  };
  /** Other inputs that it heeds. Whatever else is asked is refused, not ignored. */
  readonly heeds?: readonly string[];
  /** Which records an input leaves; undefined: all. */
  readonly keep?: (call: Call) => ((record: AwsRecord) => boolean) | undefined;
  readonly give?: (record: AwsRecord, call: Call) => AwsRecord;
  /** Further members of the output. */
  readonly beside?: Answer;
}

/** The records of the caller's account and region. */
export const estateSequence =
  (sequence: AwsSequence): Listing['read'] =>
  ({ estate, accountId, region }, from, limit) =>
    estate.aws.sequence(sequence, accountId, region, from, limit);

export const estateFind =
  (sequence: AwsSequence) =>
  ({ estate, accountId, region }: Call, id: string): AwsRecord | undefined =>
    estate.aws.find(sequence, accountId, region, id);

const sizeOf = (call: Call, { size, least, most, standard, capped }: Paging): number => {
  const asked = call.input[size] as number | undefined;
  if (asked === undefined) return standard === undefined ? Number.POSITIVE_INFINITY : Math.min(standard, call.pageSize);
  if (asked >= least && (asked <= most || capped)) return Math.min(asked, most, call.pageSize);
  throw invalid(call, `Value (${asked}) for parameter ${size} is invalid: expecting ${least} to ${most}.`);
};

const page = (call: Call, { read, weigh, keep, paging }: Listing, limit: number, start: Cursor) => {
  const taking = { limit, weigh, keep: keep?.(call), short: paging?.short };
  return bentPage((from, width) => read(call, from, width), taking, start, call.fault);
};

/** Everything that a token is bound to. */
const listingKey = ({ service, operation, accountId, region, input }: Call, paging: Paging): string => {
  const { [paging.token]: _token, [paging.size]: _size, ...parameters } = input;
  return `${service.id}:${operation}/${accountId}/${region}/${JSON.stringify(parameters)}`;
};

const cursorOf = (call: Call, paging: Paging | undefined, limit: number): Cursor => {
  const token = paging && (call.input[paging.token] as string | undefined);
  if (paging === undefined || !token) return firstCursor(limit);
  const cursor = readToken(call.secret, listingKey(call, paging), token);
  if (cursor === undefined) {
    throw refusal(call.service.refusals, 'badToken', `The value of ${paging.token} is not valid for this request.`);
  }
  return cursor;
};

const refuseUnheeded = (call: Call, { paging, ids, heeds = [] }: Listing): void => {
  const heeded = new Set([...heeds, paging?.size, paging?.token, ids?.input, 'DryRun']);
  const unheeded = Object.keys(call.input).find((name) => !heeded.has(name));
  if (unheeded !== undefined) throw invalid(call, `The parameter ${unheeded} is not served here.`);
};

const named = (call: Call, { ids }: Listing): AwsRecord[] | undefined => {
  const asked = ids && (call.input[ids.input] as string | readonly string[] | undefined);
  if (ids === undefined || asked === undefined || asked.length === 0) return undefined;
  return [asked].flat().map((id) => {
    const record = ids.find(call, id);
    if (record === undefined) throw new AwsRefusal(...ids.missing, `${id} does not exist.`);
    return record;
  });
};

/** The answer of a listing operation. */
export const paged =
  (listing: Listing): Answer =>
  (call) => {
    const { list, paging, give, beside } = listing;
    refuseUnheeded(call, listing);
    const found = named(call, listing);
    if (found && paging && call.service.id === 'ec2' && call.input[paging.size] !== undefined) {
      throw new AwsRefusal(400, 'InvalidParameterCombination', `${paging.size} cannot be combined with ids.`);
    }
    const limit = paging === undefined ? Number.POSITIVE_INFINITY : sizeOf(call, paging);
    const { items, next } = found ? { items: found } : page(call, listing, limit, cursorOf(call, paging, limit));
    const token =
      paging && (next ? bentToken(mintToken(call.secret, listingKey(call, paging), next), call.fault) : paging.end);
    return {
      ...beside?.(call),
      ...(token !== undefined && { [paging!.next]: token }),
      [list]: give ? items.map((record) => give(record, call)) : items,
    };
  };
