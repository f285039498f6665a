import type { Place } from './types.ts';

/**
 * What went wrong at a provider, in the few words a caller handles differently.
 * `not_enabled` (a region, API or subscription that is off) is a complete and empty listing; `closed` (whoever asks is
 * refused, since the organisation closes it) is one that nobody can complete; every other code makes a listing incomplete.
 */
export type ProviderErrorCode =
  | 'access_denied'
  | 'no_credentials'
  | 'throttled'
  | 'not_enabled'
  | 'closed'
  | 'not_found'
  | 'unreachable'
  | 'unexpected';

/** A provider's failure, translated once: what, where, and what to do about it. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code: ProviderErrorCode;
  readonly place: Place;
  /** What the person who runs Cadastre can do about it: a sentence. */
  readonly advice: string;

  constructor(code: ProviderErrorCode, what: string, place: Place, advice: string, cause?: unknown) {
    super(what, { cause });
    this.code = code;
    this.place = place;
    this.advice = advice;
  }
}

/** `aws 123456789012 eu-west-1 aws_ebs_volume`: the known parts of a place, for a message. */
const placeText = ({ provider, accountId, region, kind, resource }: Place): string =>
  [provider, accountId, region, kind, resource].filter(Boolean).join(' ');

/** What went wrong and where, as a sentence. */
export const problemText = ({ code, place, message }: ProviderError): string =>
  `${code.replace('_', ' ')} at ${placeText(place)}: ${message.trim()}`.replace(/[^.!?]$/, '$&.');

/** One line for a person: what, where, what to do. */
export const errorText = (error: ProviderError): string => `${problemText(error)} ${error.advice}`.trim();
