/** What the mappings make of every line of a folder of recordings. */
import { azureResource } from '../../lib/kinds/listings/azure.ts';
import { gcpResource } from '../../lib/kinds/listings/gcp.ts';
import type { Resource } from '../../lib/kinds/types.ts';
import type { ArmResource } from '../../lib/providers/azure/arm.ts';
import type { GcpAsset } from '../../lib/providers/gcp/asset.ts';
import type { ProviderId } from '../../lib/providers/types.ts';
import { type AwsLine, recordingsIn } from './aws-lines.ts';
import { askedOf, listed } from './aws-listing.ts';
import { type Line, linesOf } from './folder.ts';
import { projectIdsIn } from './projects.ts';

type Shown = Pick<
  Resource,
  'id' | 'kind' | 'type' | 'class' | 'accountId' | 'region' | 'name' | 'createdAt' | 'tags' | 'fields' | 'links'
>;

/** A line's resources, or the reason why it gives none. */
export type Normalised = {
  readonly provider: ProviderId;
  readonly file: string;
  readonly line: number;
  /** The place asked. Azure's and Google's answers name their place themselves: `null`. */
  readonly context: { readonly accountId: string | null; readonly region: string | null };
} & ({ readonly resources: readonly Shown[] } | { readonly reason: string });

const shown = ({
  id,
  kind,
  type,
  class: itsClass,
  accountId,
  region,
  name,
  createdAt,
  tags,
  fields,
  links,
}: Resource): Shown => ({
  id,
  kind,
  type,
  class: itsClass,
  accountId,
  region,
  name,
  createdAt,
  tags,
  fields,
  links,
});

const noPlace = { accountId: null, region: null };

async function* awsIn(lines: readonly Line<AwsLine>[]): AsyncGenerator<Normalised> {
  const beside = recordingsIn(lines.map(({ record }) => record));
  for (const { file, line, record } of lines) {
    const { resources, reason } = await listed(record, beside(record));
    const at = { provider: 'aws', file, line, context: askedOf(record) } as const;
    yield resources.length > 0 ? { ...at, resources: resources.map(shown) } : { ...at, reason: reason ?? 'No reason.' };
  }
}

const one = (
  provider: ProviderId,
  { file, line }: Line<unknown>,
  id: unknown,
  resource: () => Resource,
): Normalised => {
  const at = { provider, file, line, context: noPlace };
  return typeof id === 'string' && id !== ''
    ? { ...at, resources: [shown(resource())] }
    : { ...at, reason: 'The line names no resource.' };
};

/** Every line in the order of the files, those that are there; throws where none of them is. */
export async function* normalised(folder: string): AsyncGenerator<Normalised> {
  const aws = linesOf<AwsLine>(folder, 'aws.ndjson');
  const azure = linesOf<ArmResource>(folder, 'azure.ndjson');
  const gcp = linesOf<GcpAsset>(folder, 'gcp.ndjson');
  if (aws === undefined && azure === undefined && gcp === undefined)
    throw new Error(`${folder} holds no aws.ndjson, azure.ndjson or gcp.ndjson.`);
  yield* awsIn(aws ?? []);
  for (const line of azure ?? []) yield one('azure', line, line.record.id, () => azureResource(line.record));
  const ids = projectIdsIn((gcp ?? []).map(({ record }) => record));
  for (const line of gcp ?? []) yield one('gcp', line, line.record.name, () => gcpResource(line.record, ids));
}
