/** A change, and a resource that another's retirement would reach. */
import type { Change, Reached } from '../../lib/register/history-types.ts';
import { resource } from './fake.ts';

export const AT = '2026-02-01T00:00:00.000Z';

export const change = (over: Partial<Change> = {}): Change => ({
  resourceId: resource().id,
  version: 2,
  event: 'changed',
  changes: { 'fields.state': ['in-use', 'available'], owner: [{ id: 'ana' }, { id: 'bob' }] },
  at: AT,
  run: 'run-2',
  previousAt: '2026-01-01T00:00:00.000Z',
  provider: 'aws',
  kind: 'aws_ebs_volume',
  class: 'disk',
  accountId: '123456789012',
  region: 'eu-west-1',
  name: 'data-1',
  owner: 'bob',
  ...over,
});

export const reached = (over: Partial<Reached> = {}): Reached => ({
  id: 'vm-1',
  kind: 'aws_ec2_instance',
  accountId: '123456789012',
  accountName: null,
  region: 'eu-west-1',
  owner: 'ana',
  depth: 1,
  rel: 'attached_to',
  through: resource().id,
  ...over,
});
