import { lower, numberOf } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface CloudFunction {
  readonly runtime?: string;
  readonly availableMemoryMb?: number;
  readonly status?: string;
  readonly state?: string;
  readonly entryPoint?: string;
  readonly buildConfig?: { readonly runtime?: string; readonly entryPoint?: string };
  readonly serviceConfig?: { readonly availableMemory?: string };
}

const mib: Readonly<Record<string, number>> = {
  Ki: 1 / 1024,
  Mi: 1,
  Gi: 1024,
  K: 1000 / 2 ** 20,
  M: 1e6 / 2 ** 20,
  G: 1e9 / 2 ** 20,
};

/** Kubernetes quantities, as the second generation writes memory: `256Mi`, `1Gi`. */
const quantity = (text: string | undefined): number | undefined => {
  const [, amount, unit] = /^([\d.]+)(Ki|Mi|Gi|K|M|G)$/.exec(text ?? '') ?? [];
  return amount === undefined || unit === undefined ? undefined : Number(amount) * (mib[unit] ?? Number.NaN);
};

export default defineGcpKind<CloudFunction>()({
  id: 'gcp_cloudfunctions_function',
  type: 'cloudfunctions.googleapis.com/Function',
  also: ['cloudfunctions.googleapis.com/CloudFunction'],
  title: 'Cloud Run function',
  docs: 'https://cloud.google.com/functions/docs/reference/rest/v2/projects.locations.functions',
  class: 'function',
  contract: {
    runtime: ({ resource: { data } }) => data.buildConfig?.runtime ?? data.runtime,
    memoryMib: ({ resource: { data } }) =>
      quantity(data.serviceConfig?.availableMemory) ?? numberOf(data.availableMemoryMb),
  },
  fields: {
    state: {
      type: 'text',
      description: 'active, failed, deploying, …',
      from: ({ resource: { data } }) => lower(data.state ?? data.status),
    },
    entryPoint: {
      type: 'text',
      description: 'Function that is called.',
      from: ({ resource: { data } }) => data.buildConfig?.entryPoint ?? data.entryPoint,
    },
  },
});
