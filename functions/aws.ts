/** Collects AWS: see lib/deployed/collector.ts. */
import { collectorHandler } from '../lib/deployed/collector.ts';
import { openAws } from '../lib/kinds/listings/aws.ts';
import type { AwsRoot } from '../lib/providers/roots.ts';
import { rootIdOf } from '../lib/runs/root-id.ts';

export const handler = collectorHandler('aws', (root, connections, meter) =>
  openAws(root as AwsRoot, rootIdOf(root), connections.aws, meter),
);
