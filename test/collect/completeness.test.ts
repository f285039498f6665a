import { expect, it } from 'vitest';
import { completenessOf } from '../../lib/collect/completeness.ts';
import type { ListingState } from '../../lib/collect/store.ts';
import type { Listing } from '../../lib/kinds/listing.ts';
import { listing } from './estate.ts';

const classOf = (kind: string) => ({ aws_ebs_volume: 'disk', aws_ec2_ami: 'image' })[kind];
const at = (id: string, kinds: Listing['kinds'], accountId?: string, region?: string): Listing => ({
  ...listing([]),
  id,
  kinds,
  place: { provider: 'aws', accountId, region },
});
const known = (listings: readonly Listing[], outcomes: Readonly<Record<string, ListingState['outcome']>>) =>
  completenessOf(
    listings,
    new Map(Object.entries(outcomes).map(([id, outcome]) => [id, { outcome } as ListingState])),
    classOf,
  );

const volumes = at('volumes', ['aws_ebs_volume'], '1', 'eu');
const images = at('images', ['aws_ec2_ami'], '1', 'eu');
const why = 'the listing volumes is not complete';

it('is complete where every listing of the class was, by its last outcome', () => {
  const complete = known([volumes, images], { volumes: 'complete', images: 'incomplete' });
  expect(complete('disk', '1', 'eu')).toBeNull();
  expect(complete('image', '1', 'eu')).toBe('the listing images is not complete');
});

it.each(['incomplete', 'held'] as const)('is not complete where a listing was %s', (outcome) => {
  expect(known([volumes], { volumes: outcome })('disk', '1', 'eu')).toBe(why);
});

it('is not complete where a listing never ran', () => expect(known([volumes], {})('disk', '1', 'eu')).toBe(why));

it('is a matter of the place: another account or region does not blur it', () => {
  const complete = known([volumes], {});
  expect(complete('disk', '2', 'eu')).toBeNull();
  expect(complete('disk', '1', 'us')).toBeNull();
});

it('of a resource without a region needs every region', () => {
  expect(known([volumes], {})('disk', '1', 'global')).toBe(why);
});

it('of everything needs every listing of the account, wherever', () => {
  expect(known([volumes, images], { images: 'complete' })('*', '1', 'us')).toBe(why);
  expect(known([volumes, images], { images: 'complete' })('*', '2', 'us')).toBeNull();
});

it('is blurred everywhere by a listing that names no account or region, or whose kinds are not known', () => {
  expect(known([at('volumes', ['aws_ebs_volume'])], {})('disk', '2', 'us')).toBe(why);
  expect(known([at('volumes', ['aws_ebs_volume'], '1', 'global')], {})('disk', '1', 'us')).toBe(why);
  expect(known([at('volumes', '*')], {})('image', '2', 'us')).toBe(why);
});
