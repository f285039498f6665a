import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noCounts } from '../../lib/collect/tally.ts';
import type { Link } from '../../lib/kinds/types.ts';
import type { Run } from '../../lib/register/types.ts';
import { openRegister, type Register } from './collecting.ts';
import { EXTERNAL_ID, type Filled, MEMBER_ACCOUNT, makeEstate, ROLE } from './estate.ts';
import { type Front, openFront } from './front.ts';
import { listed } from './listing.ts';
import { type Moto, startMoto } from './moto.ts';
import { ownerOf } from './owners.ts';
import type { Made } from './place.ts';
import { removeSome } from './removing.ts';

let moto: Moto;
let front: Front;
let estate: readonly Filled[];
let register: Register;
let first: Run;

beforeAll(async () => {
  moto = await startMoto();
  front = await openFront(moto.port, EXTERNAL_ID);
  estate = await makeEstate(front.url);
  register = await openRegister(front.url);
  first = await register.collect();
});
afterAll(async () => {
  await register?.close();
  await front?.close();
  await moto?.stop();
});

const sorted = (links: readonly Link[]) => links.map(({ rel, to }) => `${rel} ${to}`).sort();
const everythingMade = (): readonly Made[] => estate.flatMap(({ made }) => made);
const { found: _, ...nothing } = noCounts;
const everythingListed = async () => (await Promise.all(estate.map(({ at }) => listed(at)))).flat().sort();

describe('collecting two accounts of moto, the second by a role', () => {
  it('completes every listing', () => {
    expect(first.failedRoots).toEqual([]);
    expect(first.listings.incomplete).toEqual([]);
    expect(first.partitions).toBe(2);
    expect(front.assumed).toContain(`arn:aws:iam::${MEMBER_ACCOUNT}:role/${ROLE}`);
  });

  it('registers everything that was made, with its place, tags and owner', async () => {
    const all = await register.all();
    for (const { links, fields, ...one } of everythingMade()) {
      const { id, status, source, key, value } = all.get(one.id)?.owner ?? {};
      expect(all.get(one.id), one.id).toMatchObject({ ...one, fields: fields ?? {} });
      expect(all.get(one.id)?.tags, one.id).toEqual(one.tags);
      expect({ id, status, source, key, value }, one.id).toEqual(ownerOf({ ...one, links }, everythingMade()));
    }
  });

  it('links what was made to what it stands on', async () => {
    const all = await register.all();
    for (const { id, links } of everythingMade()) expect(sorted(all.get(id)?.links ?? []), id).toEqual(sorted(links));
  });

  it('registers what moto reports and nothing else', async () => {
    expect([...(await register.all()).keys()].sort()).toEqual(await everythingListed());
  });
  it('finds what was left without a use', async () => {
    const found = new Map<string, string[]>();
    for await (const { check, verdict, resourceId } of register.reader.findings({}))
      if (verdict === 'fail') found.set(resourceId, [...(found.get(resourceId) ?? []), check]);
    for (const { at, network, balancers } of estate) {
      expect(found.get(at.arn('ec2', `elastic-ip/${network.freeAddress}`))).toContain('unassociated_ip_address');
      expect(found.get(balancers.idle)).toContain('load_balancer_without_targets');
    }
  });

  it('changes nothing when it is run again', async () => {
    const before = await register.all();
    const { listings, resources } = await register.collect();
    expect(listings.incomplete).toEqual([]);
    expect(resources).toEqual({ ...nothing, found: before.size });
    expect(await register.all()).toEqual(before);
  });

  it('keeps what an account held while its role refuses the collector', async () => {
    const before = await register.all();
    const { listings, resources } = await register.collect('not-our-collector');
    const [refused, ...more] = listings.incomplete;
    expect(refused).toMatchObject({ partition: `aws:${MEMBER_ACCOUNT}`, listing: '*' });
    expect(refused?.reason).toMatch(/^access denied at aws/);
    expect(more).toEqual([]);
    expect(resources).toMatchObject(nothing);
    expect(await register.all()).toEqual(before);
  });

  it('reports what is gone as missing, then as retired, what AWS calls gone as retired at once, and leaves the rest', async () => {
    const before = await register.all();
    const { told, lost } = await removeSome(estate.at(-1)!);
    const left = new Set(await everythingListed());
    // A machine takes its first disk and its interface with it.
    const gone = [...before.keys()].filter((id) => !left.has(id) && !told.includes(id));
    expect(gone).toEqual(expect.arrayContaining([...lost]));

    const run = await register.collect();
    const after = await register.all();
    expect(run.listings.incomplete).toEqual([]);
    expect(run.resources).toMatchObject({ new: 0, missing: gone.length, retired: told.length });
    expect(
      [...after.values()]
        .filter(({ lifecycle }) => lifecycle === 'missing')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(gone.sort());
    for (const id of left) expect(after.get(id)?.tags, id).toEqual(before.get(id)?.tags);

    expect((await register.collect()).resources).toMatchObject({ new: 0, missing: 0, retired: gone.length });
    expect([...(await register.all()).keys()].sort()).toEqual([...left].sort());
  });
});
