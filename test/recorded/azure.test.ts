/** Every recorded ARM resource through the mappings, in whichever casing. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { azureResource } from '../../lib/kinds/listings/azure.ts';
import type { ArmResource } from '../../lib/providers/azure/arm.ts';
import { damaged } from '../kinds/damage.ts';
import { expectWhole } from '../kinds/whole.ts';
import { placeIn } from './folder.ts';
import { describeLines } from './lines.ts';
import { type Fate, report } from './report.ts';

const RUNS_A_LINE = 20;

/** ARM's own words wherever they stand: ids, also inside properties, the type and the location. */
const recased = (row: ArmResource, change: (word: string) => string): ArmResource =>
  JSON.parse(
    JSON.stringify(row, (key, value) => {
      if (typeof value !== 'string') return value;
      return /^\/(subscriptions|providers)\//i.test(value) || key === 'location' ? change(value) : value;
    }),
    function (this: unknown, key, value) {
      return key === 'type' && typeof value === 'string' && /^[\w.]+\/[\w./]+$/.test(value) ? change(value) : value;
    },
  );

const fateOf = (row: ArmResource): Fate => {
  if (typeof row.id !== 'string' || row.id === '') return { resources: 0, reason: 'row has no id' };
  const resource = azureResource(row);
  expectWhole(resource, 0);
  expect(resource.id).toBe(row.id.toLowerCase());
  expect(Object.keys(resource.tags ?? {})).toEqual(Object.keys(row.tags ?? {}));
  return { resources: 1 };
};

describeLines<ArmResource>('Azure: recorded resources', 'azure.ndjson', (lines) => {
  const rows = lines.filter(({ record }) => typeof record.id === 'string' && record.id !== '');

  it('gives a resource for each line, or says why not', () => {
    console.log(
      report(
        'azure',
        lines.map(({ record }) => fateOf(record)),
      ),
    );
  });

  it.each([
    ['upper', (word: string) => word.toUpperCase()],
    ['lower', (word: string) => word.toLowerCase()],
  ])('gives the same ids, places and links in %s case', (_, change) => {
    for (const line of rows) {
      const { record } = line;
      const { id, type, kind, accountId, region, group, links } = azureResource(record);
      expect(azureResource(recased(record, change)), placeIn(line)).toMatchObject({
        id,
        type,
        kind,
        accountId,
        region,
        group,
        links,
      });
    }
  });

  it('keeps each resource when parts of its line are missing, null or of another type', () => {
    for (const { record } of rows) {
      const part = damaged(record, ['id']);
      fc.assert(
        fc.property(part, (row) => {
          const resource = azureResource(row);
          expect(resource.id).toBe(record.id.toLowerCase());
          expectWhole(resource, 0);
        }),
        { numRuns: RUNS_A_LINE },
      );
    }
  });
});
