import grpc from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { decodeStruct } from '../../lib/providers/gcp/struct.ts';
import { ask, namesOf, type Page, pages, refused, serve } from './gcp-client.ts';
import { everything, LARGE, largeEstate, ORGANIZATION, projects } from './gcp-fake.ts';

const names = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name);
const { INVALID_ARGUMENT, PERMISSION_DENIED, UNIMPLEMENTED } = grpc.status;

describe('a listing', () => {
  it('gives the estate’s assets in order, 100 to a page where no size is named', async () => {
    const served = await serve();
    const all = await pages(served, { contentType: 'RESOURCE' });
    const read = all
      .flatMap(({ assets }) => assets)
      .map(({ name, assetType, ancestors, resource }) => {
        const { version, discoveryName, parent, location } = resource;
        const told = { version, discoveryName, parent, location, data: decodeStruct(resource.data) };
        return {
          name,
          assetType,
          ancestors,
          resource: Object.fromEntries(Object.entries(told).filter(([, value]) => value !== '')),
        };
      });
    expect(read).toEqual(everything());
    expect(all[0]?.assets).toHaveLength(100);
    expect(all.at(-1)?.nextPageToken).toBe('');
    expect(served.server.calls).toEqual(new Map([['cai:ListAssets', all.length]]));
  });

  it.each([1, 7, 1000])('fills pages of %i', async (pageSize) => {
    const served = await serve();
    const parent = pageSize === 1 ? 'projects/web-prod' : ORGANIZATION;
    const all = await pages(served, {
      pageSize,
      parent,
      assetTypes: pageSize === 1 ? ['pubsub.googleapis.com/Topic'] : [],
    });
    expect(all.slice(0, -2).every(({ assets }) => assets.length === pageSize)).toBe(true);
    expect(namesOf(all)).toHaveLength(new Set(namesOf(all)).size);
    if (pageSize > 1) expect(namesOf(all)).toEqual(names(everything()));
  });

  it('takes no page of more than 1000, nor of less than none', async () => {
    const served = await serve();
    for (const pageSize of [-1, 1001])
      await expect(ask(served, { pageSize })).rejects.toEqual(refused(INVALID_ARGUMENT));
  });

  it('tells names alone unless resources are asked for', async () => {
    const served = await serve();
    for (const contentType of [undefined, 'IAM_POLICY']) {
      const { assets } = await ask(served, { contentType });
      expect(assets[0].resource).toBeNull();
      expect(assets[0].name).toBe(everything()[0]?.name);
    }
  });

  const topics = 'pubsub.googleapis.com/Topic';
  const disks = 'compute.googleapis.com/Disk';
  const machines = 'compute.googleapis.com/Instance';
  it.each([
    [[topics], [topics]],
    [
      [topics, disks],
      [topics, disks],
    ],
    [['compute.googleapis.com.*'], [disks, machines]],
    [
      ['.*Instance', topics],
      [machines, topics],
    ],
    [['.*Insta'], []],
    [['sqladmin.googleapis.com/Instance'], []],
  ])('of types %j', async (assetTypes, expected) => {
    const served = await serve();
    const all = namesOf(await pages(served, { assetTypes, pageSize: 300 }));
    expect(all).toEqual(expected.length > 0 ? names(everything(ORGANIZATION, expected)) : []);
  });

  it('refuses types that are neither a name nor a pattern', async () => {
    const served = await serve();
    for (const type of ['', 'Disk', 'compute.googleapis.com', '.*(']) {
      await expect(ask(served, { assetTypes: [type] })).rejects.toEqual(refused(INVALID_ARGUMENT, /asset type/));
    }
  });

  it('of a project, by id or by number', async () => {
    const served = await serve();
    const [{ id, number }] = projects as [(typeof projects)[number]];
    const expected = names(everything(`projects/${id}`));
    expect(namesOf(await pages(served, { parent: `projects/${id}` }))).toEqual(expected);
    expect(namesOf(await pages(served, { parent: `projects/${number}` }))).toEqual(expected);
  });

  it('does not tell what is not there from what may not be seen', async () => {
    const served = await serve();
    for (const parent of ['projects/none', 'organizations/1', 'folders/1'])
      await expect(ask(served, { parent })).rejects.toEqual(refused(PERMISSION_DENIED, /IAM/));
    for (const parent of ['', 'web-prod', 'organizations/example.com', `${ORGANIZATION}/x`])
      await expect(ask(served, { parent })).rejects.toEqual(refused(INVALID_ARGUMENT, /parent/));
  });

  it('is of one moment on all its pages, and of no other', async () => {
    const served = await serve();
    const all = await pages(served, { pageSize: 1000 });
    expect(new Set(all.map(({ readTime }) => JSON.stringify(readTime))).size).toBe(1);
    expect(Number(all[0]?.readTime.seconds)).toBeGreaterThan(0);
    await expect(ask(served, { readTime: { seconds: 1 } })).rejects.toEqual(refused(INVALID_ARGUMENT, /read_time/));
  });

  it('may have pages of more than 4 MB', async () => {
    const served = await serve({}, largeEstate);
    const { assets } = await ask(served, { contentType: 'RESOURCE', pageSize: 1000 });
    const sizes = assets.map(({ resource }: Page) => String(decodeStruct(resource.data).text).length);
    expect(sizes).toEqual(Array(1000).fill(LARGE / 1000));
  });

  it('is all that is served', async () => {
    const served = await serve();
    const asked = served.client.getFeed({ name: 'projects/web-prod/feeds/feed' }, { retry: null } as object);
    await expect(asked).rejects.toEqual(refused(UNIMPLEMENTED));
  });
});
