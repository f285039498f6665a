// Written by lib/checks/generate.ts; do not edit.
import empty_resource_group from './empty_resource_group.ts';
import load_balancer_without_targets from './load_balancer_without_targets.ts';
import missing_required_tags from './missing_required_tags.ts';
import orphaned_snapshot from './orphaned_snapshot.ts';
import owner_left from './owner_left.ts';
import stopped_vm from './stopped_vm.ts';
import unassociated_ip_address from './unassociated_ip_address.ts';
import unattached_disk from './unattached_disk.ts';
import unattached_network_interface from './unattached_network_interface.ts';
import unknown_owner from './unknown_owner.ts';
import unowned from './unowned.ts';
import unused_security_group from './unused_security_group.ts';

export const checks = [
  empty_resource_group,
  load_balancer_without_targets,
  missing_required_tags,
  orphaned_snapshot,
  owner_left,
  stopped_vm,
  unassociated_ip_address,
  unattached_disk,
  unattached_network_interface,
  unknown_owner,
  unowned,
  unused_security_group,
] as const;
export type CheckId = (typeof checks)[number]['id'];
