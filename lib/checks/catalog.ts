// Written by lib/checks/generate.ts; do not edit.
import type { CheckAbout } from './types.ts';

/** Every check without its code: what the CLI, the API and digests need, and no schema library with it. */
export const catalog: readonly CheckAbout[] = [
  {
    id: 'empty_resource_group',
    title: 'Resource group with nothing in it',
    classes: ['resource_group'],
    severity: 'low',
    description:
      'A group that holds no resource. Resource Graph does not show hidden types, so have a look before deleting.',
    remedy: 'Delete the group.',
    sources: ['azure-orphan-resources', 'Cloud Custodian empty-group'],
    params: {
      days: 0,
      graceDays: 0,
    },
  },
  {
    id: 'load_balancer_without_targets',
    title: 'Load balancer with nothing behind it',
    classes: ['load_balancer'],
    severity: 'medium',
    description:
      'A balancer is billed by the hour though it has no listener, or though no target is registered in any of its pools and its listeners answer nothing by themselves: redirects and fixed responses need no target. An endpoint of another’s service is an orphan when that has closed the connection. Where the provider names a backend but not what is in it (a Google forwarding rule), the backend must exist.',
    remedy: 'Register targets, or delete the balancer.',
    sources: ['Steampipe Thrifty', 'CloudQuery unused_resources', 'Flexera', 'azure-orphan-resources'],
    params: {
      days: 0,
      graceDays: 0,
    },
  },
  {
    id: 'missing_required_tags',
    title: 'Required tags are missing',
    classes: '*',
    severity: 'medium',
    description:
      'Every resource carries the tags that the config requires, under any spelling of their keys and any alias. An empty or placeholder value does not count. Accounts and groups count as well, since their tags say whose their contents are. What takes no tag, and what a service makes and keeps, is not asked for any; it is counted apart.',
    remedy: 'Add the tags that are named; any spelling of the key, and any alias, will do.',
    sources: ['AWS Tagging Best Practices', 'FinOps Framework: Allocation'],
    params: {
      tags: [],
      placeholders: [
        'n/a',
        'none',
        'null',
        'nil',
        'unknown',
        'unowned',
        'undefined',
        'default',
        'empty',
        'xxx',
        'placeholder',
        'tbd',
        'tbc',
        'tba',
        'todo',
        'fixme',
        'changeme',
        'change it',
        'replace me',
        'to be defined',
        'to be confirmed',
        'to be determined',
        'to be decided',
        'unassigned',
        'not assigned',
        'not set',
        'not applicable',
        'not available',
        'nobody',
        'no one',
        'no owner',
        'your name',
        'your email',
        'dummy',
      ],
      aliases: {},
      graceDays: 0,
    },
  },
  {
    id: 'orphaned_snapshot',
    title: 'Snapshot of a disk that is gone',
    classes: ['snapshot'],
    severity: 'low',
    description:
      'The disk that the snapshot was taken from no longer exists, and no image is made of the snapshot. Snapshots that a backup or lifecycle service keeps are meant to outlive their disk and are not counted for as long as that is likely. Where the disk lived in another account than the snapshot, the answer is that we cannot tell.',
    remedy: 'Delete the snapshot if nobody means to restore the disk.',
    sources: ['OptScale obsolete snapshots', 'Cloud Custodian unused snapshots', 'Steampipe Thrifty'],
    params: {
      days: 0,
      graceDays: 7,
    },
  },
  {
    id: 'owner_left',
    title: 'Its owner has left',
    classes: '*',
    severity: 'high',
    description: 'The evidence names a person or team that the directory has as left.',
    remedy: 'Find who took over, often the manager or the team, and change the tag that is named.',
    sources: ['IT asset management: reassign assets when people leave'],
    params: {
      graceDays: 0,
    },
  },
  {
    id: 'stopped_vm',
    title: 'Machine stopped for long',
    classes: ['vm'],
    severity: 'medium',
    description:
      'A machine that was stopped keeps its disks and addresses, which are billed; on Azure a machine that is stopped but not deallocated is billed in full, and fails at once. Where the provider does not say since when it is stopped, the time since which the register has seen it stopped counts.',
    remedy: 'Start it, or keep an image and delete it with its disks and addresses; on Azure, at least deallocate it.',
    sources: ['Prowler ec2_instance_older_than_specific_days', 'Flexera', 'finops-toolkit', 'Optimization Engine'],
    params: {
      days: 30,
      graceDays: 0,
    },
  },
  {
    id: 'unassociated_ip_address',
    title: 'Reserved address that nothing uses',
    classes: ['ip_address'],
    severity: 'medium',
    description:
      'A reserved public address is billed while nothing uses it. What costs nothing then is not counted: internal addresses, those that one brings along, and those of a prefix, which is billed as a whole. Whether an address is billed in use as well, as each is on AWS, is told by its field `costs`.',
    remedy: 'Release the address, or associate it.',
    sources: [
      'Prowler',
      'Steampipe Thrifty',
      'azure-orphan-resources issue 10 (prefixes, NAT gateways)',
      'joaohenriquedm/gcp-orphan-resources2',
    ],
    params: {
      days: 0,
      graceDays: 0,
    },
  },
  {
    id: 'unattached_disk',
    title: 'Disk attached to nothing',
    classes: ['disk'],
    severity: 'medium',
    description:
      'A provisioned disk is billed by its size whether or not a machine holds it. A disk in any other state than unattached is not counted, nor one that a guard keeps.',
    remedy: 'Take a last snapshot if the data may matter, then delete the disk; or attach it.',
    sources: [
      'CloudQuery unused_resources',
      'Steampipe AWS, Azure and GCP Thrifty',
      'Cloud Custodian',
      'azure-orphan-resources',
    ],
    params: {
      days: 0,
      graceDays: 0,
    },
  },
  {
    id: 'unattached_network_interface',
    title: 'Network interface attached to nothing',
    classes: ['network_interface'],
    severity: 'low',
    description:
      'An interface that no machine or service uses holds an address of its subnet and keeps security groups from being deleted. Interfaces that a cloud service makes and removes are not counted.',
    remedy: 'Delete the interface.',
    sources: ['azure-orphan-resources', 'Cloud Custodian', 'finops-toolkit'],
    params: {
      days: 0,
      graceDays: 0,
    },
  },
  {
    id: 'unknown_owner',
    title: 'Its owner is not in the directory',
    classes: '*',
    severity: 'low',
    description:
      'The evidence names somebody, and the directory knows no such person, team, e-mail or alias. Without a directory the check passes: then every name is taken at its word.',
    remedy: 'Correct the tag, or add the name to the directory as an entry or an alias.',
    sources: ['IT asset management: owners are people or teams that exist'],
    params: {
      directory: true,
      graceDays: 0,
    },
  },
  {
    id: 'unowned',
    title: 'Nothing says who owns it',
    classes: '*',
    severity: 'medium',
    description:
      'No tag of the resource, its group or its account, nothing that made or holds it, no creator and no rule names an owner. What hangs on something unowned is told there: one finding on the machine, none on its disks. A wrong name is another finding: `unknown_owner`, `owner_left`. What takes no tag, and what a service makes and keeps, is not asked for an owner of its own; it is counted apart.',
    remedy: 'Tag it, what holds it, its group or its account with its owner, or add a rule to the config.',
    sources: ['IT asset management: every asset has an accountable owner'],
    params: {
      graceDays: 0,
    },
  },
  {
    id: 'unused_security_group',
    title: 'Security group that protects nothing',
    classes: ['security_group'],
    severity: 'low',
    description:
      'No interface, balancer, database or function is in the group and no other group’s rules name it. Default groups, which cannot be deleted, and a group’s rules about itself are not counted. Where its network is peered with one of another account, whose groups may name it, and where things of types that no kind describes may use it, the answer is that we cannot tell.',
    remedy: 'Delete the group.',
    sources: ['Cloud Custodian unused', 'Prowler issues 2943 and 3264', 'azure-orphan-resources'],
    params: {
      days: 0,
      graceDays: 0,
    },
  },
];
export const checkIds: readonly string[] = catalog.map(({ id }) => id);
