/** What a configured root says of the way to its cloud; the SDKs' own defaults for the rest. */
import { readFileSync } from 'node:fs';
import type { Connections } from '../providers/connection.ts';
import { ProviderError } from '../providers/errors.ts';
import type { Root } from '../providers/roots.ts';

const authority = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const what = `The certificate file cannot be read: ${(error as Error).message}.`;
    throw new ProviderError('unreachable', what, { provider: 'azure' }, 'Check caFile in the config.', error);
  }
};

/** Throws a `ProviderError` where the root's certificate file cannot be read: the root fails, the others go on. */
export const connectionsOf = (root: Root): Connections => {
  switch (root.provider) {
    case 'aws':
      return { aws: { endpoint: root.endpoint } };
    case 'azure':
      return {
        azure: {
          endpoint: root.endpoint,
          federation: root.federation,
          ...(root.caFile !== undefined && { ca: authority(root.caFile) }),
        },
      };
    case 'gcp':
      return { gcp: { endpoint: root.endpoint, insecure: root.insecure, federation: root.federation } };
  }
};
