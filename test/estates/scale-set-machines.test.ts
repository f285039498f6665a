/** Machines of uniform scale sets and their interfaces are in a table of Resource Graph that has nothing else. */
import { expect, it } from 'vitest';
import { collected } from './collected.ts';

const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mc_shop';
const SET = `${GROUP}/providers/Microsoft.Compute/virtualMachineScaleSets/nodes`;
const NSG = `${GROUP}/providers/Microsoft.Network/networkSecurityGroups/nodes-nsg`;

const machine = (index: number) => ({
  ...{ id: `${SET}/virtualMachines/${index}`, name: `nodes_${index}` },
  type: 'microsoft.compute/virtualmachinescalesets/virtualmachines',
  sku: { name: 'Standard_D4s_v5', tier: 'Standard' },
  properties: { extended: { instanceView: { powerState: { code: 'PowerState/running' } } } },
});

const nic = (index: number) => ({
  ...{ id: `${SET}/virtualMachines/${index}/networkInterfaces/nic`, name: 'nic' },
  type: 'microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces',
  properties: { virtualMachine: { id: `${SET}/virtualMachines/${index}` }, ipConfigurations: [] },
});

const nsg = (...machines: readonly number[]) => ({
  ...{ id: NSG, name: 'nodes-nsg', type: 'microsoft.network/networksecuritygroups' },
  properties: {
    securityRules: [],
    networkInterfaces: machines.map((index) => ({ id: nic(index).id })),
  },
});

const set = {
  ...{ id: SET, name: 'nodes', type: 'microsoft.compute/virtualmachinescalesets' },
  tags: { owner: 'data-platform' },
  properties: { provisioningState: 'Succeeded', orchestrationMode: 'Uniform' },
};

const backup = {
  id: `${GROUP}/providers/Microsoft.RecoveryServices/vaults/v/backupFabrics/Azure/protectionContainers/c/protectedItems/vm1`,
  ...{ name: 'vm1', type: 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems' },
  properties: { protectionState: 'Protected' },
};

it('registers each machine and interface, owned by its set', async () => {
  const { resource, runs } = await collected({ azure: [set, machine(0), machine(1), nic(0), nic(1), backup] });
  expect(runs[0]?.listings.incomplete).toEqual([]);
  expect(resource('/virtualmachines/1')).toMatchObject({
    kind: 'azure_compute_virtual_machine_scale_set_vm',
    class: 'vm',
    fields: { state: 'running', machineType: 'Standard_D4s_v5', ownedBy: [SET.toLowerCase()] },
    links: [{ rel: 'owned_by', to: SET.toLowerCase() }],
  });
  expect(resource('/virtualmachines/0/networkinterfaces/nic')).toMatchObject({
    kind: 'azure_compute_virtual_machine_scale_set_network_interface',
    class: 'network_interface',
    fields: { attachedTo: [`${SET}/virtualMachines/0`.toLowerCase()], managed: true },
  });
  expect(resource('/protecteditems/vm1')).toMatchObject({ kind: 'azure_resource' });
});

it('changes nothing of a group over their interfaces when the set grows', async () => {
  const runs = [{ azure: [set, nsg(0)] }, { day: 1, azure: [set, nsg(0, 7)] }];
  const { resource, runs: [, second] = [] } = await collected({ runs });
  expect(second?.resources).toMatchObject({ new: 0, changed: 0 });
  expect(resource('/nodes-nsg').fields.uses).toEqual([SET.toLowerCase()]);
});

it('is complete where a sovereign cloud has no such table, and incomplete where it may not be read', async () => {
  const fault = (answer: 'unsupported' | 'deny', table: 'computeresources' | 'resources') =>
    collected({ runs: [{ azure: [set], faults: { azure: [{ operation: 'arg:resources', table, answer }] } }] });
  const incomplete = async (...[answer, table]: Parameters<typeof fault>) =>
    (await fault(answer, table)).runs[0]?.listings.incomplete.map(({ listing }) => listing);
  expect(await incomplete('unsupported', 'computeresources')).toEqual([]);
  expect(await incomplete('deny', 'computeresources')).toEqual(['computeresources']);
  expect(await incomplete('unsupported', 'resources')).toEqual(['resources']);
});

it('holds machines for there that the role may no longer read', async () => {
  const runs = [
    { azure: [set, machine(0)] },
    { day: 1, azure: [set, machine(0)], azureActions: ['microsoft.compute/virtualmachinescalesets/read'] },
  ];
  const { runs: [, second] = [], resource } = await collected({ runs });
  expect(second?.listings.incomplete).toMatchObject([{ listing: 'computeresources' }]);
  expect(resource('/virtualmachines/0').lifecycle).toBe('active');
});
