/** The synthesised template and the real bundles, deployed: from the state machine to the register, the bus and the topics. */
import { randomUUID } from 'node:crypto';
import { CreateTagsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import type { Item } from '../../lib/register/database.ts';
import type { RegisteredResource } from '../../lib/register/types.ts';
import { versionItem } from '../../lib/register/versions.ts';
import type { Tried } from '../../lib/runs/trying.ts';
import { accounts, EXTERNAL_ID, type Filled, makeEstate } from '../standins/estate.ts';
import { type Front, openFront } from '../standins/front.ts';
import { type Moto, startMoto } from '../standins/moto.ts';
import { removeSome } from '../standins/removing.ts';
import { cadastre } from './command.ts';
import { type Deployed, deploySystem, NAME } from './deployment.ts';
import { deliver, openStream, takeOver } from './mapping.ts';
import { bringTo, type Ear, hearEvents, hearTopic, inQueue } from './queues.ts';
import { killAll, redrive } from './troubles.ts';

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
    const { length: resources } = [...registered];
    const heard = await events.heard(resources + run!.resources.findingsOpened + 1);
    const discovered = heard.filter((event) => event['detail-type'] === 'Resource Discovered');
    expect(discovered.map(({ detail }) => detail.resourceId).sort()).toEqual([...registered.keys()].sort());
    expect(counted(heard)).toMatchObject({ 'Run Completed': 1, 'Finding Opened': run!.resources.findingsOpened });
    const owning = new Set([...registered.values()].map(({ owner }) => owner.id));
    owning.delete('unowned');
    const digests = await owners.heard(owning.size);
    expect(digests.map(({ attributes }) => attributes.owner).sort()).toEqual([...owning].sort());
    expect(await platform.heard(1)).toHaveLength(1);
  });

  it('tries its roots with its own credentials, and tells who asks that they work', async () => {
    saying();
    const tried = JSON.parse(await cadastre(deployed, ['doctor', '--deployed', '--format', 'json']));
    expect(tried.filter(({ ok }: Tried) => !ok)).toEqual([]);
    const volumes = tried.filter(({ what }: Tried) => what.startsWith('list aws_ebs_volume@'));
    expect(volumes).toHaveLength(accounts.length);
  });

  it('is silent where nothing changed', async () => {
    saying();
    const before = await deployed.reader.runs(10);
    expect(await deployed.execute('aws')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await deployed.reader.runs(10)).toHaveLength(before.length + 1);
    expect(counted(await events.heard(1))).toEqual({ 'Run Completed': 1 });
    expect(await owners.heard(0)).toEqual([]);
    expect(await platform.heard(0)).toEqual([]);
  });

  it('goes on in the same run where its functions are killed in the middle, and tells what it found once', async () => {
    saying();
    const { told, lost } = await removeSome(estate[1]!);
    let killed = 0;
    let volumes = 0;
    front.onCall = (_, form) => {
      // The second of four: one listing of the kind is done, others are under way.
      if (form.get('Action') === 'DescribeVolumes' && ++volumes === 2) killed += killAll(deployed, `${NAME}-aws`);
    };
    const execution = await deployed.execute('aws');
    front.onCall = () => undefined;
    expect(killed).toBeGreaterThan(0);
    expect(execution, execution.cause).toMatchObject({ status: 'SUCCEEDED' });
    const [run] = await deployed.reader.runs(1);
    expect(run).toMatchObject({ partitions: 2, failedRoots: [], listings: { incomplete: [] } });
    const heard = await events.heard(told.length + lost.length);
    const about = (type: string) =>
      heard.filter((event) => event['detail-type'] === type).map(({ detail }) => detail.resourceId);
    expect(about('Resource Missing')).toEqual(expect.arrayContaining([...lost]));
    expect(about('Resource Retired')).toEqual(told);
    expect(new Set(heard.map(({ detail }) => detail.id)).size).toBe(heard.length);
  });

  it('can be redriven where every try was killed: the run is finished then, as if nothing had been', async () => {
    saying();
    front.onCall = (_, form) => {
      if (form.get('Action') === 'DescribeVolumes') killAll(deployed, `${NAME}-aws`);
    };
    const { status, error, executionArn } = await deployed.execute('aws');
    front.onCall = () => undefined;
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
    expect((await deployed.reader.runs(1))[0]?.finishedAt).toBeNull();
    expect(await redrive(deployed, 'aws', executionArn)).toMatchObject({ incomplete: 0 });
    const [run] = await deployed.reader.runs(1);
    expect(run).toMatchObject({ partitions: 2, failedRoots: [], listings: { incomplete: [] } });
    expect(run?.finishedAt).not.toBeNull();
    const heard = await events.heard(1);
    expect(counted(heard)).toMatchObject({ 'Run Completed': 1 });
    expect(new Set(heard.map(({ detail }) => detail.id)).size).toBe(heard.length);
  });

  it('lists within a moment what AWS says has changed, and that alone', async () => {
    saying();
    const { at, machines } = estate[0]!;
    const id = at.arn('ec2', `volume/${machines.spareVolume}`);
    const tags = [{ Key: 'environment', Value: 'hinted' }];
    await at.client(EC2Client).send(new CreateTagsCommand({ Resources: [machines.spareVolume], Tags: tags }));
    await bringTo(deployed.stack, `${NAME}-changes-tags`, `${NAME}-changes`, {
      id: randomUUID(),
      source: 'aws.tag',
      'detail-type': 'Tag Change on Resource',
      account: at.accountId,
      region: at.region,
      time: new Date().toISOString(),
      resources: [id],
      detail: { service: 'ec2', 'resource-type': 'volume', 'changed-tag-keys': ['environment'] },
    });
    const heard = await events.heard(2);
    expect(counted(heard)).toMatchObject({ 'Resource Changed': 1, 'Run Completed': 1 });
    expect(heard.find(({ detail }) => 'resourceId' in detail)?.detail.resourceId).toBe(id);
    expect((await deployed.reader.runs(1))[0]).toMatchObject({ listings: { complete: 1, incomplete: [] } });
  });

  it('tells what is before and after a record of the stream that cannot be told; that one lands in the queue', async () => {
    saying();
    expect(await inQueue(deployed.stack, `${NAME}-publisher-failed`)).toEqual([]);
    const mapping = await takeOver(deployed.stack, `${NAME}-publisher`);
    const stream = await openStream(deployed.stack, NAME);
    const [some] = [...(await all()).values()];
    const version = (n: number) =>
      versionItem(
        {
          resourceId: some!.id,
          version: n,
          event: 'changed',
          changes: {},
          at: some!.changedAt,
          run: 'r',
          previousAt: null,
        },
        some!,
        undefined,
      );
    const { changes: _, ...broken } = version(903);
    for (const item of [version(901), version(902), broken as Item, version(904), version(905)])
      await deployed.database.write([item]);
    const records = await stream.read();
    expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'INSERT', 'INSERT', 'INSERT', 'INSERT']);
    await deliver(deployed.stack, mapping, records);
    const heard = await events.heard(4);
    expect(heard.map(({ detail }) => detail.version)).toEqual([901, 902, 904, 905]);
    const [failed, ...others] = await inQueue(deployed.stack, `${NAME}-publisher-failed`, 1);
    expect(others).toEqual([]);
    expect(failed.DDBStreamBatchInfo).toMatchObject({
      batchSize: 1,
      startSequenceNumber: records[2]!.dynamodb.SequenceNumber,
    });
  });
});
