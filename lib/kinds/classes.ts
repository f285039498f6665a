/**
 * The contracts: what a kind of each class must tell, whatever its cloud. Checks and reports read these
 * fields and no others, so that one rule serves three clouds. A kind answers `null` where its provider
 * does not say.
 */

/** The ends of a link: `from` is the resource that holds the field, `to` the one that the field names. */
export type End = 'from' | 'to';

export interface RelationSpec {
  readonly description: string;
  /** Which end cannot go on as it is when the other goes; null where both do. */
  readonly dependent: End | null;
}

const relation = (dependent: End | null, description: string): RelationSpec => ({ dependent, description });

/** How a resource stands to another, and whether that means dependence. Reads from the resource that holds the field. */
export const relations = {
  attached_to: relation('to', 'held by a machine, an interface or a gateway, which works with it'),
  member_of: relation('from', 'a part or a member of a group, a network or a server'),
  runs_in: relation('from', 'in a network, or on the machines of a plan or pool'),
  protects: relation('to', 'says what traffic may reach it'),
  sourced_from: relation(null, 'made out of it; what was made stands by itself'),
  routes_to: relation('from', 'sends traffic to it, through it or by way of it'),
  owned_by: relation('from', 'made and removed with its owner'),
} as const satisfies Readonly<Record<string, RelationSpec>>;
export type Relation = keyof typeof relations;

/** Links that give a resource its purpose: those that it states (`from`), or those that others state of it (`to`). */
export interface Purpose {
  readonly rel: Relation;
  readonly as: End;
}

/** A field's type: `texts` is a list of words, `time` an ISO 8601 UTC instant, `refs` canonical resource ids. */
export type FieldSpec = { readonly description: string } & (
  | { readonly type: 'text' | 'number' | 'flag' | 'time' | 'texts' }
  | { readonly type: 'refs'; readonly rel: Relation }
);

/** FOCUS 1.2 ServiceCategory, the values in use here. */
export type Category =
  | 'Compute'
  | 'Storage'
  | 'Networking'
  | 'Databases'
  | 'Web'
  | 'Management and Governance'
  | 'Other';

export interface ClassSpec {
  readonly title: string;
  readonly category: Category;
  /** Whether the provider bills for a resource of the class just for existing. */
  readonly billed: boolean;
  readonly fields: Readonly<Record<string, FieldSpec>>;
  /** What it is there for: an orphan once it had any of these links and the last of them is gone. Absent: itself. */
  readonly purposes?: readonly Purpose[];
}

const text = (description: string) => ({ type: 'text', description }) as const;
const number = (description: string) => ({ type: 'number', description }) as const;
const flag = (description: string) => ({ type: 'flag', description }) as const;
const time = (description: string) => ({ type: 'time', description }) as const;
const texts = (description: string) => ({ type: 'texts', description }) as const;
const refs = <const R extends Relation>(rel: R, description: string) => ({ type: 'refs', rel, description }) as const;

const define = <const T extends Record<string, ClassSpec>>(specs: T): T => specs;

export const classes = define({
  vm: {
    title: 'virtual machine',
    category: 'Compute',
    billed: true,
    fields: {
      state: text(
        'running, stopped (still billed for compute), deallocated (not billed for compute), suspended, starting, stopping, or the provider’s own word, lower-cased.',
      ),
      machineType: text('Size as the provider names it.'),
      priority: text('Spot where the provider may take the machine back at any time, else Regular.'),
      licenseType: text('Licence or billing product, as the provider names it.'),
      privateAddresses: texts('Addresses inside its networks, IPv6 among them.'),
      publicAddresses: texts('Addresses that the internet reaches it at.'),
      stoppedAt: time('When it last stopped, where the provider says.'),
      networks: refs('runs_in', 'Networks and subnets it runs in.'),
    },
  },
  disk: {
    title: 'disk',
    category: 'Storage',
    billed: true,
    purposes: [{ rel: 'attached_to', as: 'from' }],
    fields: {
      sizeGib: number('Provisioned size, GiB.'),
      iops: number('Provisioned operations a second, where it has some of its own.'),
      throughputMibps: number('Provisioned throughput, MiB a second, where it has one of its own.'),
      zones: texts('Zones that hold a copy, as the provider names them.'),
      state: text('attached, unattached, or the provider’s own word, lower-cased.'),
      attachedTo: refs('attached_to', 'Machines that hold the disk.'),
      detachedAt: time('When it was last detached, where the provider says.'),
    },
  },
  snapshot: {
    title: 'disk snapshot',
    category: 'Storage',
    billed: true,
    purposes: [{ rel: 'sourced_from', as: 'from' }],
    fields: {
      sizeGib: number('Size of the source disk, GiB.'),
      state: text('The provider’s own word, lower-cased.'),
      source: refs('sourced_from', 'The disk it was taken from.'),
      managedBy: text('The backup or replication service that keeps it, or null.'),
    },
  },
  image: {
    title: 'machine image',
    category: 'Storage',
    billed: true,
    purposes: [{ rel: 'sourced_from', as: 'from' }],
    fields: {
      state: text('The provider’s own word, lower-cased.'),
      sources: refs('sourced_from', 'Snapshots, disks or machines it is made of.'),
    },
  },
  ip_address: {
    title: 'IP address',
    category: 'Networking',
    billed: true,
    purposes: [
      { rel: 'attached_to', as: 'from' },
      { rel: 'routes_to', as: 'to' },
    ],
    fields: {
      address: text('The address itself.'),
      external: flag('Reachable from the internet.'),
      static: flag('Reserved, so that it stays when nothing uses it.'),
      costs: text('When it is billed by itself: always, used, unused or never; null where that is not known.'),
      attachedTo: refs('attached_to', 'What uses it: an interface, gateway, rule or prefix.'),
    },
  },
  network_interface: {
    title: 'network interface',
    category: 'Networking',
    billed: false,
    purposes: [{ rel: 'attached_to', as: 'from' }],
    fields: {
      state: text('in-use, available, or the provider’s own word, lower-cased.'),
      attachedTo: refs('attached_to', 'The machine or service that uses it.'),
      managed: flag('Made and removed by a cloud service, not by a person.'),
      securityGroups: refs('member_of', 'Security groups it belongs to.'),
      networks: refs('runs_in', 'Network and subnet it is in.'),
    },
  },
  nat_gateway: {
    title: 'NAT gateway',
    category: 'Networking',
    billed: true,
    fields: {
      state: text('The provider’s own word, lower-cased.'),
      networks: refs('runs_in', 'Networks and subnets it serves.'),
    },
  },
  network: {
    title: 'network',
    category: 'Networking',
    billed: false,
    fields: {
      ranges: texts('Address ranges, CIDR.'),
      default: flag('Made by the provider with the account.'),
    },
  },
  subnet: {
    title: 'subnet',
    category: 'Networking',
    billed: false,
    fields: {
      ranges: texts('Address ranges, CIDR.'),
      network: refs('member_of', 'The network it is a part of.'),
    },
  },
  security_group: {
    title: 'security group',
    category: 'Networking',
    billed: false,
    purposes: [
      { rel: 'member_of', as: 'to' },
      { rel: 'protects', as: 'from' },
    ],
    fields: {
      default: flag('Made by the provider with the network; cannot be removed.'),
      network: refs('member_of', 'The network it belongs to, where it belongs to one.'),
      uses: refs('protects', 'What it protects or is referred to by, where the group itself says so.'),
      refersTo: refs('routes_to', 'Other groups that its rules name.'),
    },
  },
  firewall_rule: {
    title: 'firewall rule',
    category: 'Networking',
    billed: false,
    purposes: [{ rel: 'protects', as: 'from' }],
    fields: {
      direction: text('ingress or egress.'),
      enabled: flag('In force.'),
      network: refs('protects', 'The network it applies to.'),
    },
  },
  load_balancer: {
    title: 'load balancer',
    category: 'Networking',
    billed: true,
    purposes: [{ rel: 'routes_to', as: 'from' }],
    fields: {
      scheme: text('internet or internal.'),
      targets: number('Registered targets behind it, all pools together; null where that is not known.'),
      listeners: number('Listeners that take traffic in; null where that is not known.'),
      answers: texts('What it answers with by itself, without a target: redirect, fixed-response, google-apis.'),
      connection: text('State of the connection that it is the end of: accepted, closed, …; null for a balancer.'),
      backends: refs('routes_to', 'Target groups, backends, proxies or machines it sends traffic to.'),
      networks: refs('runs_in', 'Networks and subnets it is in.'),
    },
  },
  target_group: {
    title: 'target group',
    category: 'Networking',
    billed: false,
    purposes: [{ rel: 'routes_to', as: 'to' }],
    fields: {
      targets: number('Registered targets; null where that is not known.'),
      backends: refs('routes_to', 'Machines, functions, groups it sends traffic to.'),
    },
  },
  bucket: {
    title: 'object storage',
    category: 'Storage',
    billed: true,
    fields: {
      storageClass: text('Default tier or redundancy, where the listing tells it.'),
    },
  },
  database: {
    title: 'database',
    category: 'Databases',
    billed: true,
    fields: {
      engine: text('Engine, lower-cased: postgres, mysql, sqlserver, …'),
      engineVersion: text('Version as the provider names it.'),
      state: text('The provider’s own word, lower-cased.'),
      machineType: text('Size as the provider names it.'),
      sizeGib: number('Provisioned storage, GiB; null where it grows by itself.'),
      storageType: text('Kind of storage as the provider names it.'),
      multiAz: flag('Has a standby in another zone.'),
      licenseType: text('Licence model, as the provider names it.'),
    },
  },
  database_snapshot: {
    title: 'database snapshot',
    category: 'Databases',
    billed: true,
    purposes: [{ rel: 'sourced_from', as: 'from' }],
    fields: {
      sizeGib: number('Size, GiB.'),
      state: text('The provider’s own word, lower-cased.'),
      source: refs('sourced_from', 'The database it was taken from.'),
      managedBy: text('The backup service or schedule that keeps it, or null for a manual one.'),
    },
  },
  function: {
    title: 'function',
    category: 'Compute',
    billed: false,
    fields: {
      runtime: text('Runtime as the provider names it.'),
      memoryMib: number('Configured memory, MiB.'),
    },
  },
  app: {
    title: 'application service',
    category: 'Web',
    billed: false,
    fields: {
      state: text('The provider’s own word, lower-cased.'),
      plan: refs('runs_in', 'The plan whose machines it runs on.'),
    },
  },
  app_plan: {
    title: 'application plan',
    category: 'Web',
    billed: true,
    purposes: [{ rel: 'runs_in', as: 'to' }],
    fields: {
      machineType: text('Size as the provider names it.'),
      apps: number('Applications on it.'),
    },
  },
  cluster: {
    title: 'Kubernetes cluster',
    category: 'Compute',
    billed: true,
    fields: {
      version: text('Control plane version.'),
      state: text('The provider’s own word, lower-cased.'),
    },
  },
  resource_group: {
    title: 'resource group',
    category: 'Management and Governance',
    billed: false,
    fields: {
      state: text('The provider’s own word, lower-cased.'),
    },
  },
  account: {
    title: 'account',
    category: 'Management and Governance',
    billed: false,
    fields: {
      state: text('active, suspended, closed, or the provider’s own word, lower-cased.'),
      parent: refs('member_of', 'Organisation, folder or management group above it.'),
    },
  },
  other: {
    title: 'other resource',
    category: 'Other',
    // Nobody said of it that it costs money: most of it is policies, keys, settings.
    billed: false,
    fields: {},
  },
});

export type ClassId = keyof typeof classes;
export const classIds = Object.keys(classes) as ClassId[];

/** Whether the provider bills for a resource of the class just for existing; one of another version's class it does not. */
export const isBilled = (classId: string): boolean => classes[classId as ClassId]?.billed ?? false;
