/** The project's own recordings, as samples: what no recorded folder holds is compared as well. */
import { readFileSync } from 'node:fs';
import type { AwsKind } from '../../lib/kinds/types.ts';
import { answersOf, assetsOf, aws, azure, gcp, ownCallOf, projectNumbers, rowsOf } from '../kinds/recordings.ts';
import { listIn } from '../kinds/records.ts';
import { replay } from '../kinds/replay.ts';
import { toldByPages } from './aws-told.ts';
import type { Json } from './statement/says.ts';
import { azureSamples, gcpSamples, type Sample } from './values.ts';

const pagesOf = ({ id }: AwsKind): Record<string, Json[]> =>
  JSON.parse(readFileSync(new URL(`../kinds/${id}/recording.json`, import.meta.url), 'utf8'));

const awsInvented = async (): Promise<Sample[]> => {
  const samples: Sample[] = [];
  for (const kind of aws) {
    const pages = pagesOf(kind);
    const own = ownCallOf(pages);
    const told = toldByPages(pages, own, listIn(pages[own]![0])?.[0] ?? '');
    samples.push({ kind: kind.id, at: kind.id, told, got: (await replay(kind, answersOf(kind))).resources });
  }
  return samples;
};

const lined = <Record>(file: string, records: readonly Record[]) =>
  records.map((record, index) => ({ file, line: index + 1, record }));

/** Rows without properties and assets without data are given empty ones, as the readers do. */
export const inventedSamples = async (): Promise<Sample[]> => [
  ...(await awsInvented()),
  ...azure.flatMap((kind) => azureSamples(lined(kind.id, rowsOf(kind)))),
  ...gcp.flatMap((kind) => gcpSamples(lined(kind.id, assetsOf(kind)), new Map(Object.entries(projectNumbers)))),
];
