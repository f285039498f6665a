/** Collects Azure: see lib/deployed/collector.ts. */
import { collectorHandler } from '../lib/deployed/collector.ts';
import { openAzure } from '../lib/kinds/listings/azure.ts';
import type { AzureRoot } from '../lib/providers/roots.ts';
import { rootIdOf } from '../lib/runs/root-id.ts';

export const handler = collectorHandler('azure', (root, connections, meter) =>
  openAzure(root as AzureRoot, rootIdOf(root), connections.azure, meter),
);
