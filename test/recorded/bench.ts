/** What a kind makes of every record that there is of it: in a recorded folder, and in the project's own recordings. */
import type { AwsKind, AzureKind, GcpKind, Kind, Resource } from '../../lib/kinds/types.ts';
import type { ArmResource } from '../../lib/providers/azure/arm.ts';
import type { GcpAsset } from '../../lib/providers/gcp/asset.ts';
import { type AwsLine, errorIn, listingIn, recordingsIn } from './aws-lines.ts';
import { compared, type Value } from './compare.ts';
import { type Line, linesOf } from './folder.ts';
import { inventedOf } from './invented.ts';
import { statements } from './statement/index.ts';
import { awsSamples, azureSamples, gcpSamples, type Sample } from './values.ts';

/** Makes the samples of a kind anew, as its reads are now. */
export interface Bench {
  recorded(): Promise<Sample[]>;
  own(): Promise<Sample[]>;
}

/** Values of samples whose resources are changed before they are compared. */
export const judged = (samples: readonly Sample[], change: (resource: Resource) => Resource): Value[] =>
  samples.flatMap(({ kind, at, told, got }) => {
    const statement = statements.get(kind);
    if (statement === undefined) return [];
    return compared(
      statement,
      told.filter((one) => statement.leaves?.(one) !== true),
      got.map(change),
      at,
    );
  });

export const openBench = (folder: string): ((kind: Kind) => Bench) => {
  const aws = linesOf<AwsLine>(folder, 'aws.ndjson') ?? [];
  const beside = recordingsIn(aws.map(({ record }) => record));
  const azure = linesOf<ArmResource>(folder, 'azure.ndjson') ?? [];
  const gcp = linesOf<GcpAsset>(folder, 'gcp.ndjson') ?? [];
  const azureKinds = new Map<string, Line<ArmResource>[]>();
  for (const [index, { kind }] of azureSamples(azure).entries()) push(azureKinds, kind, azure.filter(named)[index]!);
  const gcpKinds = new Map<string, Line<GcpAsset>[]>();
  for (const [index, { kind }] of gcpSamples(gcp).entries()) push(gcpKinds, kind, gcp.filter(titled)[index]!);
  const ofAws = (kind: AwsKind) => {
    const lines = aws.filter(
      ({ record }) => errorIn(record) === undefined && listingIn(record).some((one) => one.kind === kind),
    );
    return () => awsSamples(lines, beside);
  };
  const ofAzure =
    ({ id }: AzureKind) =>
    async () =>
      azureSamples(azureKinds.get(id) ?? []);
  const ofGcp =
    ({ id }: GcpKind) =>
    async () =>
      gcpSamples(gcpKinds.get(id) ?? []);
  return (kind) => ({
    recorded: kind.provider === 'aws' ? ofAws(kind) : kind.provider === 'azure' ? ofAzure(kind) : ofGcp(kind),
    own: () => inventedOf(kind),
  });
};

const named = ({ record }: Line<ArmResource>): boolean => Boolean(record.id);
const titled = ({ record }: Line<GcpAsset>): boolean => Boolean(record.name);

const push = <Item>(map: Map<string, Item[]>, key: string, item: Item): void => {
  const list = map.get(key) ?? [];
  list.push(item);
  map.set(key, list);
};
