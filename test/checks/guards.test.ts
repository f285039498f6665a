/** A guard lets pass while it is likely that something keeps a resource: for its days, or while its keeper is there. */
import { describe, expect, it } from 'vitest';
import type { GuardSettings } from '../../lib/checks/keeping.ts';
import type { Subject } from '../../lib/checks/types.ts';
import { a, daysAgo, verdictOf } from './harness.ts';

const free = { state: 'unattached', attachedTo: [] };
const disk = (over: Partial<Subject>, fields = {}) => a('aws_ebs_volume', { ...free, ...fields }, over);
const claim = { 'kubernetes.io/created-for/pvc/name': 'ledger-0' };
const ofCluster = { ...claim, 'kubernetes.io/cluster/blue': 'owned' };
const cluster = a('aws_resource', {}, { id: 'arn:aws:eks:eu-west-1:111111111111:cluster/blue' });

const said = (of: Subject, more: Partial<Parameters<typeof verdictOf>[1]> = {}) => {
  const verdict = verdictOf(of.class === 'disk' ? 'unattached_disk' : 'load_balancer_without_targets', { of, ...more });
  return verdict.verdict === 'pass' ? 'pass' : `${verdict.verdict}: ${verdict.reason}`;
};

describe('a claim without a mount', () => {
  it('is kept for its days, and then fails with since when', () => {
    expect(said(disk({ tags: claim }), { since: daysAgo(89) })).toBe('pass');
    expect(said(disk({ tags: claim }), { since: daysAgo(90) })).toBe(
      'fail: A Kubernetes cluster keeps it, as it seems; yet no machine holds it, at least since 2026-04-01.',
    );
    expect(said(disk({ tags: claim }, { detachedAt: '2021-02-03T00:00:00.000Z' }))).toContain('since 2021-02-03');
  });

  it('is unknown at once where its tags name a cluster that the register does not have', () => {
    expect(said(disk({ tags: ofCluster }))).toBe(
      'unknown: It seems that a Kubernetes cluster keeps it, which the register does not have; no machine holds it, at least since 2026-06-30.',
    );
    expect(said(disk({ tags: ofCluster }), { around: { others: [cluster] } })).toBe('pass');
    expect(said(disk({ tags: ofCluster }), { around: { others: [cluster] }, since: daysAgo(90) })).toContain('fail');
  });

  it('is kept where the listing that would show its cluster is not complete', () => {
    const incomplete = [{ kinds: ['aws_resource'], region: 'eu-west-1' }];
    expect(said(disk({ tags: ofCluster }), { around: { incomplete } })).toBe('pass');
  });
});

it.each([
  ['gcp', a('gcp_compute_disk', free, { tags: { 'goog-k8s-cluster-name': 'blue' } }), 'gcp_kubernetes_cluster'],
  [
    'azure',
    a('azure_compute_disk', free, { tags: { 'aks-managed-cluster-name': 'Blue', 'aks-managed-cluster-rg': 'Web' } }),
    'azure_resource',
  ],
] as const)('a cluster of %s is found under the id that it has there', (_, of, kind) => {
  const id = {
    gcp: '//container.googleapis.com/projects/proj-1/locations/europe-west1/clusters/blue',
    azure: '/subscriptions/sub-1/resourcegroups/web/providers/microsoft.containerservice/managedclusters/blue',
  }[of.provider as 'gcp' | 'azure'];
  expect(said(of)).toContain('which the register does not have');
  expect(said(of, { around: { others: [a(kind, {}, { id })] } })).toBe('pass');
});

it('what stands in a managed group is its keeper’s while that is there, however long', () => {
  const keeper = '/subscriptions/sub-1/resourcegroups/web/providers/microsoft.databricks/workspaces/lake';
  const of = a('azure_lb', { targets: 0, listeners: 1, answers: [] }, { keeper });
  const others = [a('azure_resource', {}, { id: keeper })];
  expect(said(of, { around: { others }, since: daysAgo(900) })).toBe('pass');
  expect(said(of)).toContain('unknown: It seems that what manages its group keeps it');
});

it.each([
  ...['velero.io/backup', 'AWSApplicationMigrationServiceManaged', 'CitrixResource', 'aws:autoscaling:groupName'],
  ...['aws:dlm:managed', 'RSVaultBackup', 'eks:nodegroup-name'],
])('%s keeps, and not for ever', (key) => {
  expect(said(disk({ tags: { [key]: 'x' } }))).toBe('pass');
  expect(said(disk({ tags: { [key]: 'x' } }), { since: daysAgo(365) })).toMatch(/^(unknown|fail): .* yet no machine/);
});

it('a tag with a value keeps by that value alone', () => {
  expect(said(disk({ tags: { Vendor: 'Databricks' } }))).toBe('pass');
  expect(said(disk({ tags: { Vendor: 'Somebody' } }))).toContain('fail');
});

describe('the config', () => {
  const vault = { because: 'Harbour Vault keeps it', days: 30 };
  const kept = (guards: GuardSettings, over: Partial<Subject>, since = daysAgo(1)) =>
    said(disk({ tags: {}, ...over }), { guards, since });

  it.each([
    ['tags', { tags: { 'Harbour_Vault:policy': 'gold' } }, ['harbour-vault:']],
    ['names', { name: 'vault-copy-7' }, ['vault-copy-*']],
    ['groups', { group: '/subscriptions/sub-1/resourcegroups/rg-vault' }, ['/^RG-VAULT$/']],
  ] as const)('adds a guard by %s, for its days', (part, over, words) => {
    const guards = { vault: { ...vault, [part]: words } };
    expect(kept(guards, over)).toBe('pass');
    expect(kept(guards, over, daysAgo(30))).toContain('unknown: Harbour Vault keeps it, as it seems; yet');
    expect(kept(guards, {})).toContain('fail');
  });

  it('gives a guard other days, and switches one off', () => {
    expect(kept({ kubernetes: { days: 1 } }, { tags: claim })).toContain('fail: A Kubernetes');
    expect(kept({ kubernetes: false }, { tags: claim })).toBe('fail: No machine holds it, at least since 2026-06-29.');
  });
});
