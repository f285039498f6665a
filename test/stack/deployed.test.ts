/** The synthesised template and the real bundles, deployed: from the state machine to the register, the bus and the topics. */
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import type { RegisteredResource } from '../../lib/register/types.ts';
import { EXTERNAL_ID, type Filled, makeEstate } from '../standins/estate.ts';
import { type Front, openFront } from '../standins/front.ts';
import { type Moto, startMoto } from '../standins/moto.ts';
import { type Deployed, deploySystem, NAME } from './deployment.ts';
import { type Ear, hearEvents, hearTopic, inQueue } from './queues.ts';

let moto: Moto;
let front: Front;
let estate: readonly Filled[];
let deployed: Deployed;
let events: Ear;
let owners: Ear;
let platform: Ear;

beforeAll(async () => {
  moto = await startMoto();
  front = await openFront(moto.port, EXTERNAL_ID);
  estate = await makeEstate(front.url);
  deployed = await deploySystem(front.url);
  events = await hearEvents(deployed.stack, NAME);
  owners = await hearTopic(deployed.stack, `${NAME}-owners`, { format: ['json'] });
  platform = await hearTopic(deployed.stack, `${NAME}-platform`, { format: ['json'] });
}, 600_000);
afterAll(async () => {
  await deployed?.stop();
  await front?.close();
  await moto?.stop();
});

const all = async (): Promise<Map<string, RegisteredResource>> => {
  const found = new Map<string, RegisteredResource>();
  for await (const resource of deployed.reader.resources({})) found.set(resource.id, resource);
  return found;
};
const counted = (list: readonly any[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { 'detail-type': type } of list) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};
const saying = () => onTestFailed(() => console.error(deployed.stack.said().slice(-20_000)));

describe('the deployed system', () => {
  it('registers what there is, in both accounts, tells each of it on the bus once, and sends each owner a digest', async () => {
    saying();
    const execution = await deployed.execute('aws');
    expect(execution, execution.cause).toMatchObject({ status: 'SUCCEEDED' });
    const [run] = await deployed.reader.runs(1);
    expect(run).toMatchObject({ partitions: 2, failedRoots: [], listings: { incomplete: [] } });
    const registered = await all();
    for (const { made } of estate)
      for (const { id, kind, accountId, region, tags } of made)
        expect(registered.get(id), id).toMatchObject({ kind, accountId, region, tags });
    const heard = await events.heard();
    const discovered = heard.filter((event) => event['detail-type'] === 'Resource Discovered');
    expect(discovered.map(({ detail }) => detail.resourceId).sort()).toEqual([...registered.keys()].sort());
    expect(counted(heard)).toMatchObject({ 'Run Completed': 1, 'Finding Opened': run!.resources.findingsOpened });
    const digests = await owners.heard();
    const owning = new Set([...registered.values()].map(({ owner }) => owner.id));
    owning.delete('unowned');
    expect(digests.map(({ attributes }) => attributes.owner).sort()).toEqual([...owning].sort());
    expect(await platform.heard()).toHaveLength(1);
  });

  it('is silent where nothing changed', async () => {
    saying();
    const before = await deployed.reader.runs(10);
    expect(await deployed.execute('aws')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await deployed.reader.runs(10)).toHaveLength(before.length + 1);
    expect(counted(await events.heard())).toEqual({ 'Run Completed': 1 });
    expect(await owners.heard()).toEqual([]);
    expect(await platform.heard()).toEqual([]);
  });

  it('leaves nothing in the queues for what failed', async () => {
    for (const id of ['aws', 'summarise', 'publisher'])
      expect(await inQueue(deployed.stack, `${NAME}-${id}-failed`)).toEqual([]);
  });
});
