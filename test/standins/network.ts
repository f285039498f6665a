/** A network with what stands in it. */
import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateNatGatewayCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { by } from './owners.ts';
import { type At, type Made, made, tagging } from './place.ts';

export interface Network {
  readonly made: readonly Made[];
  readonly vpcId: string;
  /** In two zones. */
  readonly subnetIds: readonly [string, string];
  readonly groupId: string;
  readonly freeAddress: string;
}

export const makeNetwork = async (at: At): Promise<Network> => {
  const ec2 = at.client(EC2Client);
  const all: Made[] = [];
  const id = (what: string, one: string) => at.arn('ec2', `${what}/${one}`);

  const vpcTags = { ...by.platform, Name: 'main' };
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/16', ...tagging('vpc', vpcTags) }));
  const vpcId = Vpc!.VpcId!;
  all.push(made(at, 'aws_vpc', id('vpc', vpcId), 'main', vpcTags, [], { default: false, ranges: ['10.20.0.0/16'] }));
  const inVpc = { rel: 'runs_in', to: id('vpc', vpcId) } as const;
  const ofVpc = { rel: 'member_of', to: id('vpc', vpcId) } as const;

  const subnet = async (zone: 'a' | 'b', tags: Made['tags']): Promise<string> => {
    const CidrBlock = `10.20.${zone === 'a' ? 1 : 2}.0/24`;
    const AvailabilityZone = at.region + zone;
    const wanted = { VpcId: vpcId, CidrBlock, AvailabilityZone, ...tagging('subnet', tags) };
    const subnetId = (await ec2.send(new CreateSubnetCommand(wanted))).Subnet!.SubnetId!;
    const fields = { zone: AvailabilityZone, ranges: [CidrBlock] };
    all.push(made(at, 'aws_vpc_subnet', id('subnet', subnetId), tags.Name ?? subnetId, tags, [ofVpc], fields));
    return subnetId;
  };
  const subnetIds = [await subnet('a', by.none), await subnet('b', { ...by.ann, Name: 'second' })] as const;
  const inSubnet = { rel: 'runs_in', to: id('subnet', subnetIds[0]) } as const;

  const group = async (GroupName: string, tags: Made['tags'], from?: string): Promise<string> => {
    const wanted = { GroupName, Description: `of ${GroupName}`, VpcId: vpcId, ...tagging('security-group', tags) };
    const groupId = (await ec2.send(new CreateSecurityGroupCommand(wanted))).GroupId!;
    if (from !== undefined) {
      const open = { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [{ GroupId: from }] };
      await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: [open] }));
    }
    const allows = from === undefined ? [] : [{ rel: 'routes_to' as const, to: id('security-group', from) }];
    all.push(
      made(at, 'aws_vpc_security_group', id('security-group', groupId), GroupName, tags, [ofVpc, ...allows], {
        default: false,
      }),
    );
    return groupId;
  };
  const groupId = await group('web', by.platform);
  await group('data', by.bo, groupId);

  const nicTags = { ...by.stranger, Name: 'spare' };
  const wantedNic = { SubnetId: subnetIds[0], Groups: [groupId], ...tagging('network-interface', nicTags) };
  const { NetworkInterface: nic } = await ec2.send(new CreateNetworkInterfaceCommand(wantedNic));
  const nicArn = id('network-interface', nic!.NetworkInterfaceId!);
  const inGroup = { rel: 'member_of', to: id('security-group', groupId) } as const;
  all.push(made(at, 'aws_ec2_network_interface', nicArn, 'spare', nicTags, [inGroup, inVpc, inSubnet]));

  const address = async (tags: Made['tags']) => {
    const { AllocationId = '', PublicIp = '' } = await ec2.send(
      new AllocateAddressCommand({ Domain: 'vpc', ...tagging('elastic-ip', tags) }),
    );
    const add = (links: Made['links']) =>
      all.push(made(at, 'aws_vpc_eip', id('elastic-ip', AllocationId), PublicIp, tags, links, { address: PublicIp }));
    return { AllocationId, add };
  };
  const free = await address(by.ann);
  free.add([]);
  const taken = await address(by.none);
  await ec2.send(
    new AssociateAddressCommand({ AllocationId: taken.AllocationId, NetworkInterfaceId: nic!.NetworkInterfaceId }),
  );
  taken.add([{ rel: 'attached_to', to: nicArn }]);

  const outward = await address(by.platform);
  const natTags = { ...by.maker, Name: 'way-out' };
  const wantedNat = { SubnetId: subnetIds[0], AllocationId: outward.AllocationId, ...tagging('natgateway', natTags) };
  const { NatGateway: nat } = await ec2.send(new CreateNatGatewayCommand(wantedNat));
  all.push(
    made(at, 'aws_vpc_nat_gateway', id('natgateway', nat!.NatGatewayId!), 'way-out', natTags, [
      inVpc,
      inSubnet,
      { rel: 'routes_to', to: id('elastic-ip', outward.AllocationId) },
    ]),
  );
  // The gateway has an interface of its own, which holds the address.
  const [held] = nat?.NatGatewayAddresses ?? [];
  outward.add([{ rel: 'attached_to', to: id('network-interface', held?.NetworkInterfaceId ?? '') }]);
  return { made: all, vpcId, subnetIds, groupId, freeAddress: free.AllocationId };
};
