/** What is invented here holds only members that the clouds know: recordings of kinds, and the sample estate. */
import { describe, expect, it } from 'vitest';
import { graphTableNames } from '../../lib/providers/azure/tables.ts';
import { columnNames } from '../../lib/sample/azure/columns.ts';
import { openEstate } from '../../lib/sample/estate/index.ts';
import { besideAzure, besideGcp, graphParts, graphTypes } from './models/beside.ts';
import { modelOf, unknownMembers } from './models/model.ts';
import { assetsOf, azure, gcp, rowsOf } from './recordings.ts';

const arm = modelOf('azure');
const azureModel = { types: { ...arm.types, ...graphTypes }, parts: { ...arm.parts, ...graphParts } };
const gcpModel = modelOf('gcp');

type Row = Readonly<Record<string, unknown>>;

/** Fewest over the parts that may be meant; nothing where no model has the type. */
const least = (parts: string | readonly string[] | undefined, among: (part: string) => string[]): string[] =>
  [parts ?? []]
    .flat()
    .map(among)
    .sort((a, b) => a.length - b.length)[0] ?? [];

/** A row's own members are Resource Graph's columns; what stands in them is ARM's. */
const unknownOfRow = (row: Row): string[] => {
  const columns = Object.keys(row).filter((name) => !(columnNames as readonly string[]).includes(name));
  const { properties, sku, identity } = row;
  const inside = least(azureModel.types[String(row.type).toLowerCase()], (part) =>
    unknownMembers(
      azureModel,
      part,
      { properties, ...(sku != null && { sku }), ...(identity != null && { identity }) },
      besideAzure,
    ),
  );
  return [...columns, ...inside];
};

const unknownOfAsset = ({ assetType, resource }: Row): string[] =>
  least(gcpModel.types[String(assetType)], (part) =>
    unknownMembers(gcpModel, part, (resource as { readonly data?: object } | undefined)?.data ?? {}, besideGcp),
  );

describe('recordings', () => {
  it.each(azure.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
    if (kind.type !== '*')
      expect(azureModel.types, 'test/kinds/models/types.ts').toHaveProperty([kind.type.toLowerCase()]);
    expect(rowsOf(kind).flatMap((row) => unknownOfRow(row as unknown as Row))).toEqual([]);
  });

  it.each(gcp.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
    if (kind.type !== '*') expect(gcpModel.types, 'test/kinds/models/types.ts').toHaveProperty([kind.type]);
    expect(assetsOf(kind).flatMap((asset) => unknownOfAsset(asset as unknown as Row))).toEqual([]);
  });
});

describe('the sample estate', () => {
  const { azure: tenant, gcp: organisation } = openEstate({ seed: 3, size: 1500, day: 3 });
  const told = (rows: readonly Row[], type: string, unknown: (row: Row) => string[]): string[] => [
    ...new Set(rows.flatMap((row) => unknown(row).map((member) => `${row[type]}: ${member}`))),
  ];

  it('of Azure', () => {
    const subscriptions = tenant.subscriptions.map(({ id }) => id);
    const rows = graphTableNames.flatMap((table) => tenant.rows(table, subscriptions, 0, 10_000).items);
    expect(rows.length).toBeGreaterThan(300);
    expect(told(rows, 'type', unknownOfRow)).toEqual([]);
  });

  it('of Google Cloud', () => {
    const { items } = organisation.assets(organisation.organization, [], 0, 10_000);
    expect(items.length).toBeGreaterThan(300);
    expect(told(items, 'assetType', unknownOfAsset)).toEqual([]);
  });
});

it('a member that no model has is found, however deep', () => {
  const properties = { diskSizeGB: 4, diskSize: 4, encryption: { type: 'x', kind: 'y' } };
  expect(unknownOfRow({ id: 'x', type: 'microsoft.compute/disks', systemDate: 1, properties })).toEqual([
    'systemDate',
    'properties.diskSize',
    'properties.encryption.kind',
  ]);
  const networkInterfaces = [{ networkIP: '10.0.0.1', netIP: '10.0.0.1' }];
  expect(
    unknownOfAsset({ assetType: 'compute.googleapis.com/Instance', resource: { data: { networkInterfaces } } }),
  ).toEqual(['networkInterfaces.netIP']);
});
