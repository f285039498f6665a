/** Opens a configured root with the SDK of its provider and of no other. */
import type { Source } from '../kinds/listing.ts';
import type { Connections } from '../providers/connection.ts';
import type { Root } from '../providers/roots.ts';
import type { Meter } from '../providers/types.ts';
import { rootIdOf } from './root-id.ts';

/** Opens a root. Throws a `ProviderError` where what it says of the way there cannot be used. */
export type OpenSource = (root: Root, connections: Connections, meter: Meter) => Promise<Source>;

/** Opens a root of any provider; that provider's SDK is loaded by the first one alone. */
export const openSource: OpenSource = async (root, connections, meter) => {
  const id = rootIdOf(root);
  switch (root.provider) {
    case 'aws':
      return (await import('../kinds/listings/aws.ts')).openAws(root, id, connections.aws, meter);
    case 'azure':
      return (await import('../kinds/listings/azure.ts')).openAzure(root, id, connections.azure, meter);
    case 'gcp':
      return (await import('../kinds/listings/gcp.ts')).openGcp(root, id, connections.gcp, meter);
  }
};
