import { defineGcpKind } from '../types.ts';
import { type Address, addressContract } from './shared/address.ts';

export default defineGcpKind<Address>()({
  id: 'gcp_compute_global_address',
  type: 'compute.googleapis.com/GlobalAddress',
  title: 'Global static address',
  docs: 'https://cloud.google.com/compute/docs/reference/rest/v1/globalAddresses',
  class: 'ip_address',
  contract: addressContract,
  fields: {
    purpose: {
      type: 'text',
      description: 'What it is reserved for: VPC_PEERING, …',
      from: ({ resource: { data } }) => data.purpose,
    },
  },
});
