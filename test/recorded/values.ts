/** Every value of every resource that a folder of recordings, or the project's own, gives: what is said and what comes. */
import { azureResource } from '../../lib/kinds/listings/azure.ts';
import { gcpResource } from '../../lib/kinds/listings/gcp.ts';
import type { Resource } from '../../lib/kinds/types.ts';
import type { ArmResource } from '../../lib/providers/azure/arm.ts';
import type { GcpAsset } from '../../lib/providers/gcp/asset.ts';
import { type AwsLine, errorIn, listingIn, recordingsIn } from './aws-lines.ts';
import { listedAs } from './aws-listing.ts';
import { toldOf } from './aws-told.ts';
import { compared, type Value } from './compare.ts';
import { type Line, placeIn } from './folder.ts';
import { projectIdsIn } from './projects.ts';
import { statements } from './statement/index.ts';
import type { Told } from './statement/says.ts';

/** What one listing gives: records with what they were asked of, and the resources that the mapping makes of them. */
export interface Sample {
  readonly kind: string;
  readonly at: string;
  readonly told: readonly Told[];
  readonly got: readonly Resource[];
}

const nowhere = { accountId: '', region: '' };
const nothing: Told['beside'] = () => [];

export const awsSamples = async (
  lines: readonly Line<AwsLine>[],
  beside = recordingsIn(lines.map(({ record }) => record)),
): Promise<Sample[]> => {
  const samples: Sample[] = [];
  for (const line of lines) {
    const { record } = line;
    if (errorIn(record) !== undefined) continue;
    for (const { kind, list } of listingIn(record)) {
      const { resources } = await listedAs(kind, record, beside(record));
      const told = toldOf(record, list!, beside(record));
      samples.push({ kind: kind.id, at: placeIn(line), told, got: resources });
    }
  }
  return samples;
};

const sample = (at: string, record: object, resource: Resource, projects: Told['projects']): Sample => ({
  kind: resource.kind,
  at,
  told: [{ record, asked: nowhere, beside: nothing, projects }],
  got: [resource],
});

export const azureSamples = (lines: readonly Line<ArmResource>[]): Sample[] =>
  lines
    .filter(({ record }) => record.id)
    .map((line) =>
      sample(
        placeIn(line),
        { ...line.record, properties: line.record.properties ?? {} },
        azureResource(line.record),
        new Map(),
      ),
    );

export const gcpSamples = (
  lines: readonly Line<GcpAsset>[],
  projects: Told['projects'] = projectIdsIn(lines.map(({ record }) => record)),
): Sample[] => {
  return lines
    .filter(({ record }) => record.name)
    .map((line) => {
      const { record } = line;
      const whole = { ...record, resource: { ...record.resource, data: record.resource?.data ?? {} } };
      return sample(placeIn(line), whole, gcpResource(record, projects), projects);
    });
};

/** Samples against the statement; a kind without one has no values. */
export const valuesIn = (samples: readonly Sample[]): Value[] =>
  samples.flatMap(({ kind, at, told, got }) => {
    const statement = statements.get(kind);
    if (statement === undefined) return [];
    const expected = told.filter((one) => statement.leaves?.(one) !== true);
    return compared(statement, expected, got, at);
  });
