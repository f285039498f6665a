/** Members that answers have and the published clients do not describe, each with where it is told. */
import type { Beside, Part } from './model.ts';

const EXTENDED =
  'https://learn.microsoft.com/azure/governance/resource-graph/concepts/query-language#extended-properties';
const extended = { members: { extended: '*' }, source: EXTENDED };

export const besideAzure: Beside = {
  'arm-compute:_virtualMachineProperties': extended,
  'arm-compute:_virtualMachineScaleSetVMProperties': extended,
};

/** Resource Graph's rows of subscriptions: ARM itself has no properties there. */
export const graphTypes: Readonly<Record<string, string>> = {
  'microsoft.resources/subscriptions': 'graph:subscription',
};
/** https://learn.microsoft.com/azure/governance/resource-graph/samples/samples-by-table#resourcecontainers */
export const graphParts: Readonly<Record<string, Part>> = {
  'graph:subscription': { properties: 'graph:subscriptionProperties' },
  'graph:subscriptionProperties': {
    ...{ state: '', subscriptionPolicies: 'graph:policies', managementGroupAncestorsChain: 'graph:ancestor' },
    managedByTenants: '*',
  },
  'graph:policies': { locationPlacementId: '', quotaId: '', spendingLimit: '' },
  'graph:ancestor': { name: '', displayName: '' },
};

const OLDER =
  'github.com/GoogleCloudPlatform/policy-library: assets exported in 2018 and 2019, whose lists have singular names';
const older = (...names: readonly string[]) => ({
  members: Object.fromEntries(names.map((name) => [name, '*'])),
  source: OLDER,
});

export const besideGcp: Beside = {
  'compute/v1:Address': older('user'),
  'compute/v1:Disk': older('user'),
  'compute/v1:Instance': older('disk', 'networkInterface'),
  'compute/v1:NetworkInterface': older('ipAddress', 'accessConfig'),
};
