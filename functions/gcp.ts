/** Collects Google Cloud: see lib/deployed/collector.ts. */
import { collectorHandler } from '../lib/deployed/collector.ts';
import { openGcp } from '../lib/kinds/listings/gcp.ts';
import type { GcpRoot } from '../lib/providers/roots.ts';
import { rootIdOf } from '../lib/runs/root-id.ts';

export const handler = collectorHandler('gcp', (root, connections, meter) =>
  openGcp(root as GcpRoot, rootIdOf(root), connections.gcp, meter),
);
