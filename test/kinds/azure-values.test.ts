/** Where Azure's answers say a thing in a form that few have, or say nothing of it. */
import { describe, expect, it } from 'vitest';
import { azureResource } from '../../lib/kinds/listings/azure.ts';

const GROUP = '/subscriptions/7c1b0c52-3d0e-4b57-9f0a-2f6f0f4b8a11/resourcegroups/rg';
const idOf = (type: string, name: string) => `${GROUP}/providers/${type}/${name}`.toLowerCase();

/** What comes of a resource of that type: of its row and its properties. */
const of = (type: string, properties: object, row: object = {}) =>
  azureResource({ ...{ id: idOf(type, 'one'), type, location: 'westeurope', properties: { ...properties } }, ...row });

const NIC = 'Microsoft.Network/networkInterfaces';
const SET = 'Microsoft.Compute/virtualMachineScaleSets';
const BALANCER = 'Microsoft.Network/loadBalancers';
const configuration = (nic: string) => ({ id: `${idOf(NIC, nic)}/ipConfigurations/ip` });

describe('a disk', () => {
  const disk = (properties: object, row: object = {}) => of('Microsoft.Compute/disks', properties, row).fields;
  const [first, second] = ['a', 'b'].map((name) => idOf('Microsoft.Compute/virtualMachines', name));

  it('that machines share is attached to each of them', () => {
    const shared = { state: 'attached', attachedTo: [first, second] };
    expect(disk({ diskState: 'Attached', maxShares: 2 }, { managedByExtended: [first, second] })).toMatchObject(shared);
    const shareInfo = [{ vmUri: first?.toUpperCase() }, { vmUri: second }];
    expect(disk({ diskState: 'Attached', maxShares: 2, shareInfo })).toMatchObject(shared);
  });

  it.each([
    ['Attached', { state: 'attached', attachedTo: null }],
    ['Frozen', { state: 'attached', attachedTo: null }],
    ['ActiveSAS', { state: 'activesas', attachedTo: [] }],
    ['ReadyToUpload', { state: 'readytoupload', attachedTo: [] }],
    ['Unattached', { state: 'unattached', attachedTo: [] }],
  ])('in state %s without a machine that is named', (diskState, expected) => {
    expect(disk({ diskState })).toMatchObject(expected);
  });

  it('was detached when its owner last changed, where it is detached', () => {
    const LastOwnershipUpdateTime = '2026-05-31T11:00:00.1234567+00:00';
    expect(disk({ diskState: 'Unattached', LastOwnershipUpdateTime }).detachedAt).toBe('2026-05-31T11:00:00.123Z');
    expect(disk({ diskState: 'Reserved', LastOwnershipUpdateTime }).detachedAt).toBeNull();
  });
});

describe('a machine', () => {
  const machine = (properties: object) => of('Microsoft.Compute/virtualMachines', properties).fields;

  it('leaves its networks to its interfaces, and says whether it is Spot and how it is licensed', () => {
    expect(
      machine({
        ...{ priority: 'Spot', licenseType: 'Windows_Server', hardwareProfile: { vmSize: 'Standard_D2s_v3' } },
        networkProfile: { networkInterfaces: [{ id: idOf(NIC, 'one') }] },
      }),
    ).toMatchObject({ networks: null, priority: 'Spot', licenseType: 'Windows_Server' });
    expect(machine({ priority: 'Low' }).priority).toBe('Spot');
    expect(machine({ hardwareProfile: {} }).priority).toBe('Regular');
    expect(machine({}).priority).toBeNull();
  });
});

describe('a balancer', () => {
  const balancer = (properties: object) => of(BALANCER, properties).fields;

  it('counts a member once, of however many pools and rules', () => {
    const pool = { properties: { backendIPConfigurations: [configuration('a'), configuration('b')] } };
    const rule = { properties: { backendIPConfiguration: configuration('a') } };
    expect(balancer({ backendAddressPools: [pool, pool], inboundNatRules: [rule] })).toMatchObject({
      targets: 2,
      backends: [idOf(NIC, 'a'), idOf(NIC, 'b')],
    });
  });

  it('counts members that a pool names by address alone', () => {
    const loadBalancerBackendAddresses = ['10.0.0.4', '10.0.0.5'].map((ipAddress) => ({ properties: { ipAddress } }));
    expect(balancer({ backendAddressPools: [{ properties: { loadBalancerBackendAddresses } }] }).targets).toBe(2);
  });

  it('has none where it says so, and nobody knows where it says nothing', () => {
    expect(balancer({ backendAddressPools: [] })).toMatchObject({ targets: 0, backends: [] });
    expect(balancer({})).toMatchObject({ targets: null, backends: null, scheme: null, networks: null });
  });

  it('in front of a prefix is reached from the internet', () => {
    const publicIPPrefix = { id: idOf('Microsoft.Network/publicIPPrefixes', 'p') };
    expect(balancer({ frontendIPConfigurations: [{ properties: { publicIPPrefix } }] }).scheme).toBe('internet');
  });
});

describe('a security group', () => {
  const group = (properties: object) => of('Microsoft.Network/networkSecurityGroups', properties).fields.uses;

  it('protects a scale set, whichever of its machines there are', () => {
    const nic = (index: number) => ({ id: `${idOf(SET, 'nodes')}/virtualMachines/${index}/networkInterfaces/nic` });
    expect(group({ networkInterfaces: [nic(0), nic(7), { id: idOf(NIC, 'one') }] })).toEqual(
      [idOf(SET, 'nodes'), idOf(NIC, 'one')].sort(),
    );
  });

  it('that names nothing protects nothing', () => {
    expect(group({ securityRules: [] })).toEqual([]);
    expect(group({})).toBeNull();
  });
});

describe('an address', () => {
  const address = (properties: object) => of('Microsoft.Network/publicIPAddresses', properties).fields;

  it('of a prefix is not held by it', () => {
    const publicIPPrefix = { id: idOf('Microsoft.Network/publicIPPrefixes', 'p') };
    expect(address({ publicIPAllocationMethod: 'Static', publicIPPrefix })).toMatchObject({
      attachedTo: [],
      prefix: [publicIPPrefix.id],
    });
  });

  it.each(['linkedPublicIPAddress', 'servicePublicIPAddress', 'natGateway'])('is held by its %s', (member) => {
    expect(address({ [member]: { id: idOf('Microsoft.Network/x', 'y') } }).attachedTo).toEqual([
      idOf('Microsoft.Network/x', 'y'),
    ]);
  });
});

describe('what no kind describes', () => {
  const other = (properties: object, row: object = {}) => of('Microsoft.Harbour/cranes', properties, row);

  it.each(['createdAt', 'dateCreated', 'creationDate', 'CreationDate', 'createTime', 'createdTime'])(
    'was made at its %s',
    (member) => {
      expect(other({ [member]: '2026-01-02T03:04:05.5Z' }).createdAt).toBe('2026-01-02T03:04:05.500Z');
    },
  );

  it('was made when ARM noted it, where its service does not say; .NET’s first moment is no time', () => {
    const systemData = { createdAt: '2026-01-02T03:04:05Z' };
    expect(other({ createdAt: '0001-01-01T00:00:00Z' }, { systemData }).createdAt).toBe('2026-01-02T03:04:05.000Z');
    expect(other({ systemData }).createdAt).toBe('2026-01-02T03:04:05.000Z');
  });

  it.each([
    [{ state: 'Stopped', provisioningState: 'Succeeded' }, 'stopped'],
    [{ state: { code: 1 }, provisioningState: 'Succeeded' }, 'succeeded'],
    [{ userVisibleState: 'Ready' }, 'ready'],
    [{ status: 'Unavailable' }, 'unavailable'],
    [{}, null],
  ])('of %o is in state %s', (properties, state) => {
    expect(other(properties).fields.state).toBe(state);
  });

  it.each([
    [{}, { sku: { name: 'Standard' } }, 'Standard'],
    [{ sku: { name: 'WAF_v2' } }, {}, 'WAF_v2'],
    [{ sku: 'Basic' }, { sku: { capacity: 2 } }, 'Basic'],
    [{}, { sku: null }, null],
  ])('of %o and %o has the SKU %s', (properties, row, sku) => {
    expect(other(properties, row).fields.sku).toBe(sku);
  });
});
