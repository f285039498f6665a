// Written by lib/kinds/generate.ts; do not edit.
import gcp_cloud_run_service from './gcp_cloud_run_service.ts';
import gcp_cloudfunctions_function from './gcp_cloudfunctions_function.ts';
import gcp_compute_address from './gcp_compute_address.ts';
import gcp_compute_backend_service from './gcp_compute_backend_service.ts';
import gcp_compute_disk from './gcp_compute_disk.ts';
import gcp_compute_firewall from './gcp_compute_firewall.ts';
import gcp_compute_forwarding_rule from './gcp_compute_forwarding_rule.ts';
import gcp_compute_global_address from './gcp_compute_global_address.ts';
import gcp_compute_global_forwarding_rule from './gcp_compute_global_forwarding_rule.ts';
import gcp_compute_image from './gcp_compute_image.ts';
import gcp_compute_instance from './gcp_compute_instance.ts';
import gcp_compute_network from './gcp_compute_network.ts';
import gcp_compute_snapshot from './gcp_compute_snapshot.ts';
import gcp_kubernetes_cluster from './gcp_kubernetes_cluster.ts';
import gcp_project from './gcp_project.ts';
import gcp_resource from './gcp_resource.ts';
import gcp_sql_database_instance from './gcp_sql_database_instance.ts';
import gcp_storage_bucket from './gcp_storage_bucket.ts';

export const gcpKinds = [
  gcp_cloud_run_service,
  gcp_cloudfunctions_function,
  gcp_compute_address,
  gcp_compute_backend_service,
  gcp_compute_disk,
  gcp_compute_firewall,
  gcp_compute_forwarding_rule,
  gcp_compute_global_address,
  gcp_compute_global_forwarding_rule,
  gcp_compute_image,
  gcp_compute_instance,
  gcp_compute_network,
  gcp_compute_snapshot,
  gcp_kubernetes_cluster,
  gcp_project,
  gcp_resource,
  gcp_sql_database_instance,
  gcp_storage_bucket,
] as const;
