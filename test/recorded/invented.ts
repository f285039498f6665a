/** The project's own recordings, as samples: what no recorded folder holds is compared as well. */
import { readFileSync } from 'node:fs';
import type { AwsKind, Kind } from '../../lib/kinds/types.ts';
import { answersOf, assetsOf, kinds, ownCallOf, projectNumbers, rowsOf } from '../kinds/recordings.ts';
import { listIn } from '../kinds/records.ts';
import { replay } from '../kinds/replay.ts';
import { toldByPages } from './aws-told.ts';
import type { Json } from './statement/says.ts';
import { azureSamples, gcpSamples, type Sample } from './values.ts';

const pagesOf = ({ id }: AwsKind): Record<string, Json[]> =>
  JSON.parse(readFileSync(new URL(`../kinds/${id}/recording.json`, import.meta.url), 'utf8'));

const awsInvented = async (kind: AwsKind): Promise<Sample[]> => {
  const pages = pagesOf(kind);
  const own = ownCallOf(pages);
  const told = toldByPages(pages, own, listIn(pages[own]![0])?.[0] ?? '');
  return [{ kind: kind.id, at: kind.id, told, got: (await replay(kind, answersOf(kind))).resources }];
};

const lined = <Record>(file: string, records: readonly Record[]) =>
  records.map((record, index) => ({ file, line: index + 1, record }));

const projects = new Map(Object.entries(projectNumbers));

/** The samples of a kind's own recording. */
export const inventedOf = async (kind: Kind): Promise<Sample[]> =>
  kind.provider === 'aws'
    ? awsInvented(kind)
    : kind.provider === 'azure'
      ? azureSamples(lined(kind.id, rowsOf(kind)))
      : gcpSamples(lined(kind.id, assetsOf(kind)), projects);

export const inventedSamples = async (): Promise<Sample[]> => {
  const samples: Sample[] = [];
  for (const kind of kinds) samples.push(...(await inventedOf(kind)));
  return samples;
};
