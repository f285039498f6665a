/** What the organisation closes to everybody, told apart from what the collector's role lacks. */
import { actionOf } from '../../providers/aws/actions.ts';
import { callOf } from '../../providers/aws/clients.ts';
import { policyAbove, translateAws } from '../../providers/aws/errors.ts';
import { ProviderError } from '../../providers/errors.ts';
import type { Place } from '../../providers/types.ts';
import type { AwsKind, Resource } from '../types.ts';

/** Policies that the organisation sets; a permissions boundary, say, is the account's own. */
const organizations = /^(service|resource) control policy$/;

/** Of a whole region the place names no kind. */
const closed = (why: string, { place, cause }: ProviderError, kind?: string): ProviderError =>
  new ProviderError(
    'closed',
    `closed by the organisation: ${why}`,
    { ...place, kind },
    'Leave it out in the config (`regions: { exclude: […] }`, `exclude.kinds`), or have the policy changed.',
    cause,
  );

/** One kind of each service that is asked by region: whether they all refuse tells of the region. */
const oneOfEachService = (kinds: readonly AwsKind[]): readonly AwsKind[] => {
  const regional = kinds.filter(({ scope }) => scope === 'regional');
  return [...new Map(regional.map((kind) => [kind.permissions[0]?.split(':')[0], kind])).values()];
};

export interface ClosedOptions {
  readonly kinds: readonly AwsKind[];
  /** Regions that are listed, which are on. */
  readonly regions: readonly string[];
  readonly pages: (kind: AwsKind, region: string) => AsyncIterable<readonly Resource[]>;
}

export interface ClosedRegions {
  /** The pages; a refusal that is the organisation's ends them as a `ProviderError` of code `closed`. */
  guard(place: Place, pages: AsyncIterable<Resource[]>): AsyncGenerator<Resource[]>;
}

/**
 * Tells refusals apart for one account. A refusal that names a service control policy is the organisation's. One that
 * names none is so where every service of the region refuses, while another region serves the same role. Only a refusal makes
 * it ask: a first page of one kind of each service, once for each region.
 */
export const openClosed = ({ kinds, regions, pages }: ClosedOptions): ClosedRegions => {
  const asked = oneOfEachService(kinds);
  const answered = new Set<string>();
  const verdicts = new Map<string, Promise<boolean>>();
  const refuses = async (kind: AwsKind, region: string): Promise<boolean> => {
    try {
      for await (const _ of pages(kind, region)) break;
      return false;
    } catch (error) {
      // What cannot be told for another reason closes nothing.
      return translateAws(error, { provider: 'aws', region }).code === 'access_denied';
    }
  };
  const askAll = async (region: string): Promise<boolean> => {
    for (const kind of asked) if (!(await refuses(kind, region))) return true;
    return false;
  };
  const serves = (region: string): Promise<boolean> => {
    if (answered.has(region)) return Promise.resolve(true);
    const verdict = verdicts.get(region) ?? askAll(region);
    verdicts.set(region, verdict);
    return verdict;
  };
  const otherServes = async (region: string): Promise<boolean> => {
    for (const other of regions) if (other !== region && (await serves(other))) return true;
    return false;
  };
  const told = async (failure: ProviderError): Promise<ProviderError> => {
    if (failure.code !== 'access_denied') return failure;
    const { region = 'global' } = failure.place;
    const policy = policyAbove(failure.message);
    const byPolicy = policy !== undefined && organizations.test(policy);
    if (region !== 'global' && !(await serves(region)) && (byPolicy || (await otherServes(region))))
      return closed(`it denies ${region}`, failure);
    if (!byPolicy) return failure;
    const call = callOf(failure.cause);
    return closed(
      `a ${policy} denies ${call === undefined ? failure.place.kind : actionOf(call)}`,
      failure,
      failure.place.kind,
    );
  };
  return {
    async *guard(place, listed) {
      try {
        for await (const page of listed) {
          answered.add(place.region ?? 'global');
          yield page;
        }
        answered.add(place.region ?? 'global');
      } catch (error) {
        throw await told(translateAws(error, place));
      }
    },
  };
};
