/** Every kind, with what is recorded of its provider's answers and what must come of them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { awsKinds } from '../../lib/kinds/aws/index.ts';
import { azureKinds } from '../../lib/kinds/azure/index.ts';
import { gcpKinds } from '../../lib/kinds/gcp/index.ts';
import type { AwsKind, AzureKind, GcpKind, Kind, Resource } from '../../lib/kinds/types.ts';
import type { ArmResource } from '../../lib/providers/azure/arm.ts';
import type { GcpAsset } from '../../lib/providers/gcp/asset.ts';
import type { Answers } from './replay.ts';

export const aws = awsKinds as readonly AwsKind[];
export const azure = azureKinds as readonly AzureKind[];
export const gcp = gcpKinds as readonly GcpKind[];
export const kinds: readonly Kind[] = [...aws, ...azure, ...gcp];

const fileOf = (kind: Kind, name: string) => new URL(`${kind.id}/${name}.json`, import.meta.url);

/** Members that the SDKs give as text although they hold a time. */
const texts = new Set(['Value', 'LastModified', 'DeprecationTime']);
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/;

/** Times as the SDK gives them, out of JSON; an image's are text, and so is a tag that looks like one. */
export const revived = (call: string, answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer), (key, value) =>
    typeof value === 'string' && TIME.test(value) && call !== 'ec2:DescribeImages' && !texts.has(key)
      ? new Date(value)
      : value,
  );

/** The project that the recordings name, by its number too. */
export const projectNumbers = { '481516234299': 'harbour-prod' };

const read = (kind: Kind, name: string): unknown => {
  const file = fileOf(kind, name);
  if (!existsSync(file)) throw new Error(`${kind.id} has no test/kinds/${kind.id}/${name}.json: see CONTRIBUTING.md`);
  return JSON.parse(readFileSync(file, 'utf8'));
};

export const answersOf = (kind: AwsKind): Answers =>
  Object.fromEntries(
    Object.entries(read(kind, 'recording') as Answers).map(([call, pages]) => [
      call,
      revived(call, pages) as Answers[''],
    ]),
  );

/** A kind's own call is recorded first; what it asks beside its listing comes after. */
export const ownCallOf = (recording: Answers): string => Object.keys(recording)[0] ?? '';

export const rowsOf = (kind: AzureKind): readonly ArmResource[] => read(kind, 'recording') as ArmResource[];

export const assetsOf = (kind: GcpKind): readonly GcpAsset[] => read(kind, 'recording') as GcpAsset[];

export const expectedOf = (kind: Kind): readonly Resource[] => read(kind, 'expected') as Resource[];

/** Writes what must come, where it is to be read over and changed by hand: `UPDATE_EXPECTED=1 npm test`. */
export const writeExpected = (kind: Kind, resources: readonly Resource[]): void =>
  writeFileSync(fileOf(kind, 'expected'), `${JSON.stringify(resources, null, 2)}\n`);
