/** A small register for questions: written by the register's own store, on the embedded table. */

import { markHistory } from '../../lib/register/changes.ts';
import { putPlan } from '../../lib/register/plan.ts';
import { openReader } from '../../lib/register/reader.ts';
import { newRunId, saveRun } from '../../lib/register/runs.ts';
import { openWriter } from '../../lib/register/suppress.ts';
import type { RegisterReader } from '../../lib/register/types.ts';
import { pastRun } from '../cli/fake.ts';
import { ACCOUNT, collect, dayOf, listing, partition, snapshot, volume, volumeId } from '../collect/estate.ts';
import { openOn, openTable, type Table } from '../register/table.ts';
import { openApi } from './harness.ts';

export const GOOGLE = '//compute.googleapis.com/projects/orders/zones/europe-west1-b/disks/data 1';

const idle = volume('idle', {
  tags: { owner: 'bob', 'Cost-Centre': 'CC-7', note: '=1+1' },
  region: 'us-east-1',
  fields: { ...volume('idle').fields, state: 'unattached', attachedTo: [] },
  links: [],
});

const task = volume('task', { kind: 'aws_resource', type: 'ecs:task', class: 'other', fields: {}, links: [] });

const google = volume('google', {
  id: GOOGLE,
  provider: 'gcp',
  kind: 'gcp_compute_disk',
  type: 'compute.googleapis.com/Disk',
  region: 'europe-west1',
  name: 'Zoë’s data',
});

export const endsInImpact = volume('reports/impact');

/** Three days: volumes and a snapshot are found, one is retagged, one is gone. */
const openSmallRegister = async (): Promise<Table & { readonly reader: RegisterReader; close(): Promise<void> }> => {
  const table = await openTable();
  const { database } = table;
  const snapshots = listing([[snapshot('copy', 'web')]], { kind: 'aws_ebs_snapshot' });
  const googles = listing([[google]], { kind: 'gcp_compute_disk' });
  const days = [
    [volume('web'), idle, endsInImpact, volume('old')],
    [volume('web', { tags: { owner: 'bob' } }), idle, endsInImpact, task],
    [volume('web', { tags: { owner: 'bob' } }), idle, endsInImpact, task],
  ];
  await markHistory(database, dayOf(0));
  await putPlan(database, partition.id, {
    accounts: [ACCOUNT],
    listings: ['aws_ebs_volume@eu-west-1', 'aws_ebs_snapshot@eu-west-1', 'gcp_compute_disk@eu-west-1'],
    left: {},
    names: {},
  });
  for (const [day, volumes] of days.entries()) {
    await saveRun(database, pastRun({ id: newRunId(dayOf(day)), startedAt: dayOf(day), finishedAt: dayOf(day) }));
    await collect(await openOn(database, day), day, [listing([volumes]), snapshots, googles]);
  }
  await openWriter(database).suppress({
    id: volumeId('idle'),
    check: 'unattached_disk',
    by: 'ana',
    until: '2999-12-31',
    reason: 'kept for the audit',
    now: dayOf(3),
  });
  return { ...table, reader: openReader(database) };
};

/** That register, served. */
export const openSmallApi = async (): Promise<Awaited<ReturnType<typeof openApi>>> => {
  const register = await openSmallRegister();
  const api = await openApi(register.reader);
  return {
    ...api,
    close: async () => {
      await api.close();
      await register.close();
    },
  };
};
