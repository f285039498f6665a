import { defineGcpKind } from '../types.ts';
import { type Address, addressContract } from './shared/address.ts';

export default defineGcpKind<Address>()({
  id: 'gcp_compute_address',
  type: 'compute.googleapis.com/Address',
  title: 'Static address',
  docs: 'https://cloud.google.com/compute/docs/reference/rest/v1/addresses',
  class: 'ip_address',
  contract: addressContract,
  fields: {
    purpose: {
      type: 'text',
      description: 'What it is reserved for: GCE_ENDPOINT, VPC_PEERING, …',
      from: ({ resource: { data } }) => data.purpose,
    },
    networkTier: {
      type: 'text',
      description: 'PREMIUM or STANDARD.',
      from: ({ resource: { data } }) => data.networkTier,
    },
  },
});
