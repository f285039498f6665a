/** For what a service made a network interface: it says so in the description, and takes no tags there. */
interface Maker {
  /** What the service writes; its first group names what it made the interface for. */
  readonly writes: RegExp;
  readonly service: string;
  readonly resource: (name: string) => string;
}

/**
 * Sources: descriptions in recorded answers of DescribeNetworkInterfaces, and the services' own pages: "Requester-managed
 * network interfaces" (VPC), "Lambda Hyperplane ENIs", "View Elastic Load Balancing network interfaces".
 */
const makers: readonly Maker[] = [
  {
    writes: /^ELB ((?:app|net|gwy)\/[^/]+\/[0-9a-f]+)$/,
    service: 'elasticloadbalancing',
    resource: (name) => `loadbalancer/${name}`,
  },
  { writes: /^ELB ([^/\s]+)$/, service: 'elasticloadbalancing', resource: (name) => `loadbalancer/${name}` },
  { writes: /^Interface for NAT Gateway (nat-\w+)$/, service: 'ec2', resource: (id) => `natgateway/${id}` },
  { writes: /^VPC Endpoint Interface (vpce-\w+)$/, service: 'ec2', resource: (id) => `vpc-endpoint/${id}` },
  {
    writes: /^Network Interface for Transit Gateway Attachment (tgw-attach-\w+)$/,
    service: 'ec2',
    resource: (id) => `transit-gateway-attachment/${id}`,
  },
  { writes: /^EFS mount target for (fs-\w+)\b/, service: 'elasticfilesystem', resource: (id) => `file-system/${id}` },
  {
    writes: /^AWS Lambda VPC ENI-(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    service: 'lambda',
    resource: (name) => `function:${name}`,
  },
  { writes: /^Amazon EKS ([\w-]+)$/, service: 'eks', resource: (name) => `cluster/${name}` },
  {
    writes: /^AWS created network interface for directory (d-\w+)$/,
    service: 'ds',
    resource: (id) => `directory/${id}`,
  },
  {
    writes: /^Route 53 Resolver: (rslvr-\w+-\w+)(?::|$)/,
    service: 'route53resolver',
    resource: (id) => `resolver-endpoint/${id}`,
  },
];

/** The ARN of what an interface was made for; undefined where its description names nothing. */
export const makerOf = (
  description: string | undefined,
  arn: (service: string, resource: string) => string,
): string | undefined => {
  if (description === undefined) return undefined;
  for (const { writes, service, resource } of makers) {
    const name = writes.exec(description)?.[1];
    if (name !== undefined) return arn(service, resource(name));
  }
  return undefined;
};
