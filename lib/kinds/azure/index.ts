// Written by lib/kinds/generate.ts; do not edit.
import azure_app_service_plan from './azure_app_service_plan.ts';
import azure_app_service_web_app from './azure_app_service_web_app.ts';
import azure_compute_disk from './azure_compute_disk.ts';
import azure_compute_image from './azure_compute_image.ts';
import azure_compute_snapshot from './azure_compute_snapshot.ts';
import azure_compute_virtual_machine from './azure_compute_virtual_machine.ts';
import azure_compute_virtual_machine_scale_set_network_interface from './azure_compute_virtual_machine_scale_set_network_interface.ts';
import azure_compute_virtual_machine_scale_set_vm from './azure_compute_virtual_machine_scale_set_vm.ts';
import azure_lb from './azure_lb.ts';
import azure_nat_gateway from './azure_nat_gateway.ts';
import azure_network_interface from './azure_network_interface.ts';
import azure_network_security_group from './azure_network_security_group.ts';
import azure_public_ip from './azure_public_ip.ts';
import azure_resource from './azure_resource.ts';
import azure_resource_group from './azure_resource_group.ts';
import azure_sql_database from './azure_sql_database.ts';
import azure_storage_account from './azure_storage_account.ts';
import azure_subscription from './azure_subscription.ts';
import azure_virtual_network from './azure_virtual_network.ts';

export const azureKinds = [
  azure_app_service_plan,
  azure_app_service_web_app,
  azure_compute_disk,
  azure_compute_image,
  azure_compute_snapshot,
  azure_compute_virtual_machine,
  azure_compute_virtual_machine_scale_set_network_interface,
  azure_compute_virtual_machine_scale_set_vm,
  azure_lb,
  azure_nat_gateway,
  azure_network_interface,
  azure_network_security_group,
  azure_public_ip,
  azure_resource,
  azure_resource_group,
  azure_sql_database,
  azure_storage_account,
  azure_subscription,
  azure_virtual_network,
] as const;
