import { lower } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface Anything {
  readonly state?: unknown;
  /** One word, or an object with the state in it, as Dataproc has it. */
  readonly status?: { readonly state?: unknown } | string | null;
  readonly lifecycleState?: unknown;
  /** Of a service account's key: IAM's `ServiceAccountKey.keyType`. */
  readonly keyType?: unknown;
}

const inside = (status: Anything['status']): unknown =>
  status !== null && typeof status === 'object' ? status.state : status;

export default defineGcpKind<Anything>()({
  id: 'gcp_resource',
  type: '*',
  title: 'Any other Google Cloud resource',
  docs: 'https://cloud.google.com/asset-inventory/docs/asset-types',
  class: 'other',
  contract: {},
  fields: {
    state: {
      type: 'text',
      description: 'State, status or state of life, where it has one; lower-cased.',
      from: ({ resource: { data } }) => lower(data.state) ?? lower(inside(data.status)) ?? lower(data.lifecycleState),
    },
    keyType: {
      type: 'text',
      description: 'Of a service account’s key: user_managed or system_managed.',
      from: ({ resource: { data } }) => lower(data.keyType),
    },
  },
});
