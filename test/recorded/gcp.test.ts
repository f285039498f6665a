/** Every recorded asset through the mappings. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gcpResource } from '../../lib/kinds/listings/gcp.ts';
import type { GcpAsset } from '../../lib/providers/gcp/asset.ts';
import { damaged } from '../kinds/damage.ts';
import { expectWhole } from '../kinds/whole.ts';
import { describeLines } from './lines.ts';
import { type Fate, report } from './report.ts';

const RUNS_A_LINE = 50;
const PROJECT = 'cloudresourcemanager.googleapis.com/Project';

const fateOf = (asset: GcpAsset): Fate => {
  if (typeof asset.name !== 'string' || asset.name === '') return { resources: 0, reason: 'asset has no name' };
  const resource = gcpResource(asset, new Map());
  expectWhole(resource, 0);
  if (asset.assetType !== PROJECT) expect(resource.id).toBe(asset.name);
  expect(resource.type).toBe(asset.assetType);
  return { resources: 1 };
};

describeLines<GcpAsset>('Google Cloud: recorded assets', 'gcp.ndjson', (lines) => {
  const assets = lines.filter(({ record }) => typeof record.name === 'string' && record.name !== '');

  it('gives a resource for each line, or says why not', () => {
    console.log(
      report(
        'gcp',
        lines.map(({ record }) => fateOf(record)),
      ),
    );
  });

  it('keeps each resource when parts of its line are missing, null or of another type', () => {
    for (const { record } of assets) {
      const keep = record.assetType === PROJECT ? ['name', 'assetType', 'resource.data.projectId'] : ['name'];
      const whole = gcpResource(record, new Map());
      fc.assert(
        fc.property(damaged(record, keep), (asset) => {
          const resource = gcpResource(asset, new Map());
          expect(resource.id).toBe(whole.id);
          expectWhole(resource, 0);
        }),
        { numRuns: RUNS_A_LINE },
      );
    }
  });
});
