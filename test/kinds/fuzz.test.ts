/** Whatever a provider leaves out or spells in another type, a resource with an id is registered. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { azureResource } from '../../lib/kinds/listings/azure.ts';
import { gcpResource } from '../../lib/kinds/listings/gcp.ts';
import { damaged } from './damage.ts';
import { answersOf, assetsOf, aws, azure, gcp, ownCallOf, rowsOf } from './recordings.ts';
import { idsOf, recordsIn, withRecords } from './records.ts';
import { type Answer, replay } from './replay.ts';
import { expectWhole } from './whole.ts';

/** Fewer than usual: each run lists a kind anew. */
const RUNS = 50;

describe.each(aws.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  const recording = answersOf(kind);
  const own = ownCallOf(recording);

  it('keeps every resource when parts of its records are missing, null or of another type', async () => {
    const { resources } = await replay(kind, recording);
    const keep = idsOf((recording[own] ?? []).flatMap(recordsIn), resources);
    const pages = fc.tuple(
      ...(recording[own] ?? []).map((page) =>
        fc.tuple(...recordsIn(page).map((record) => damaged(record, keep))).map((records) => {
          const next = records.values();
          return withRecords(page, () => next.next().value ?? {});
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(pages, async (changed) => {
        const again = await replay(kind, { ...recording, [own]: changed });
        expect(again.resources.map(({ id }) => id)).toEqual(expect.arrayContaining(resources.map(({ id }) => id)));
        for (const resource of again.resources) expectWhole(resource, again.gaps.length);
      }),
      { numRuns: RUNS },
    );
  });

  const beside = Object.keys(recording).filter((call) => call !== own);
  if (beside.length === 0) return;

  it('keeps every resource when what it asks beside its listing is damaged', async () => {
    const { resources } = await replay(kind, recording);
    const answers = fc.tuple(
      ...beside.map((call) =>
        fc.tuple(...(recording[call] ?? []).map((answer) => damaged<Answer>(answer, ['$input', '$error']))),
      ),
    );
    await fc.assert(
      fc.asyncProperty(answers, async (changed) => {
        const others = Object.fromEntries(beside.map((call, index) => [call, changed[index] ?? []]));
        const again = await replay(kind, { ...recording, ...others });
        expect(again.resources.map(({ id }) => id)).toEqual(resources.map(({ id }) => id));
        for (const resource of again.resources) expectWhole(resource, again.gaps.length);
      }),
      { numRuns: RUNS },
    );
  });
});

describe.each(azure.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  it('keeps every row that has an id', () => {
    const row = fc
      .constantFrom(...rowsOf(kind))
      .chain((whole) => damaged(whole, ['id']).map((part) => ({ whole, part })));
    fc.assert(
      fc.property(row, ({ whole, part }) => {
        const resource = azureResource(part);
        expect(resource.id).toBe(azureResource(whole).id);
        expectWhole(resource, 0);
      }),
    );
  });
});

describe.each(gcp.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  it('keeps every asset that has a name', () => {
    // A project is known by its id, which its name need not hold.
    const keep = kind.class === 'account' ? ['name', 'assetType', 'resource.data.projectId'] : ['name'];
    const asset = fc
      .constantFrom(...assetsOf(kind))
      .chain((whole) => damaged(whole, keep).map((part) => ({ whole, part })));
    fc.assert(
      fc.property(asset, ({ whole, part }) => {
        const resource = gcpResource(part, new Map());
        expect(resource.id).toBe(gcpResource(whole, new Map()).id);
        expectWhole(resource, 0);
      }),
    );
  });
});
