/** The company's Azure tenant: two subscriptions, in groups. */
import type { GraphTable } from '../../../providers/azure/tables.ts';
import type { AwsRecord, Estate } from '../../types.ts';
import { guid } from '../chance.ts';
import { cellOf, type Life, type Stage } from '../life.ts';
import { type Segment, stretchOver } from '../segments.ts';
import { storyOf } from '../tags.ts';
import { type AzureGroup, GROUP_SIZE, openGroup, recordsOf, typeNames } from './place.ts';
import { bodies, database } from './rows.ts';
import { scaleSetSegments } from './scale-sets.ts';

interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly groups: readonly AzureGroup[];
}

/** Clusters tag what they make; the groups' own tags name the owner for much of the rest. */
const tagsFor = (group: AzureGroup, { hash, retagged }: Stage): Readonly<Record<string, string>> | null => {
  if (group.cluster)
    return { 'k8s-azure-created-by': 'kubernetes-azure-dd', 'kubernetes.io-created-for-pvc-name': 'data' };
  const { tags } = storyOf(hash, retagged);
  return Object.keys(tags).length > 0 ? tags : null;
};

const rowOf = (
  group: AzureGroup,
  type: string,
  name: string,
  stage: Stage,
  body: ReturnType<(typeof bodies)['Microsoft.Sql/servers']>,
): AwsRecord => ({
  id: group.id(type.replace('/servers/databases', '/servers'), name),
  name: name.slice(name.lastIndexOf('/') + 1),
  type: type.toLowerCase(),
  location: group.location,
  resourceGroup: group.name.toLowerCase(),
  subscriptionId: group.subscription,
  kind: body.kind ?? '',
  managedBy: body.managedBy ?? '',
  sku: body.sku ?? null,
  zones: body.zones ?? null,
  tags: tagsFor(group, stage),
  properties: body.properties,
});

/** What is in a group, a segment for each type; in the order of the ids. */
function* segmentsOf(group: AzureGroup): Generator<Segment<AwsRecord>> {
  for (const type of typeNames) {
    const cell = group.cell(type);
    const each = recordsOf(type);
    yield {
      count: cell.count * each,
      make(position) {
        const index = Math.floor(position / each);
        const stage = cell.at(index);
        if (!stage.alive) return undefined;
        const name = group.nameOf(type, index);
        return position % each === 0
          ? rowOf(group, type, name, stage, bodies[type](group, index, stage))
          : rowOf(group, `${type}/databases`, `${name}/databases/shop`, stage, database(index, stage));
      },
    };
  }
}

const groupRow = ({ subscription, name, stage, location, cluster }: AzureGroup): AwsRecord => ({
  id: `/subscriptions/${subscription}/resourceGroups/${name}`,
  name,
  type: 'microsoft.resources/subscriptions/resourcegroups',
  location,
  resourceGroup: name.toLowerCase(),
  subscriptionId: subscription,
  kind: '',
  managedBy: '',
  sku: null,
  zones: null,
  tags: cluster ? { 'aks-managed-cluster-name': 'aks' } : storyOf(stage.hash, stage.retagged).tags,
  properties: { provisioningState: 'Succeeded' },
});

const subscriptionRow = (tenant: string, { id, name, tags }: Subscription): AwsRecord => ({
  id: `/subscriptions/${id}`,
  name,
  type: 'microsoft.resources/subscriptions',
  location: '',
  resourceGroup: '',
  subscriptionId: id,
  kind: '',
  managedBy: '',
  sku: null,
  zones: null,
  tags,
  properties: {
    state: 'Enabled',
    subscriptionPolicies: { quotaId: 'EnterpriseAgreement_2014-09-01', spendingLimit: 'Off' },
    managementGroupAncestorsChain: [{ name: tenant, displayName: 'Alder & Finch' }],
  },
});

/** Groups by their names in lower case: the clusters' (`mc_…`) before the others (`rg-…`). */
const byName = (a: AzureGroup, b: AzureGroup): number => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);

const openSubscription = (life: Life, name: string, tags: Record<string, string>, size: number): Subscription => {
  const id = guid(life.seed, 'azure', name);
  const cell = cellOf(life, `azure/${name}/groups`, Math.max(1, size / GROUP_SIZE), true);
  const groups = Array.from({ length: cell.initial }, (_, index) => openGroup(life, id, cell, index)).sort(byName);
  return { id, name, tags, groups };
};

export const openAzureEstate = (life: Life, size: number): Estate['azure'] => {
  const tenantId = guid(life.seed, 'azure', 'tenant');
  const subscriptions = [
    openSubscription(life, 'Shop Production', {}, size * 0.7),
    openSubscription(life, 'Shop Development', { owner: 'mobile' }, size * 0.3),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));

  function* segments(table: GraphTable, asked: readonly string[]): Generator<Segment<AwsRecord>> {
    for (const subscription of subscriptions.filter(({ id }) => asked.includes(id))) {
      const { groups } = subscription;
      if (table === 'resources') for (const group of groups) yield* segmentsOf(group);
      else if (table === 'computeresources')
        for (const group of groups) yield* scaleSetSegments(group, (stage) => tagsFor(group, stage));
      else if (table === 'resourcecontainers') {
        yield { count: 1, make: () => subscriptionRow(tenantId, subscription) };
        yield { count: groups.length, make: (index) => groupRow(groups[index]!) };
      }
    }
  }
  const totals = new Map<string, number>();
  return {
    tenantId,
    subscriptions: subscriptions.map(({ id, name, tags }) => ({ id, name, tags })),
    rows: (table, asked, from, limit) => stretchOver(segments(table, asked), from, limit),
    total(table, asked) {
      const key = `${table} ${asked.join(' ')}`;
      const known = totals.get(key);
      if (known !== undefined) return known;
      let sum = 0;
      for (const { count, make } of segments(table, asked))
        for (let index = 0; index < count; index++) if (make(index) !== undefined) sum++;
      totals.set(key, sum);
      return sum;
    },
  };
};
