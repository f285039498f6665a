/** Values of the mappings against a statement that knows the providers' models and not the mappings. */
import { expect, it } from 'vitest';
import { classes, type FieldSpec } from '../../lib/kinds/classes.ts';
import type { ArmResource } from '../../lib/providers/azure/arm.ts';
import type { GcpAsset } from '../../lib/providers/gcp/asset.ts';
import { kinds } from '../kinds/recordings.ts';
import type { AwsLine } from './aws-lines.ts';
import { inventedSamples } from './invented.ts';
import { describeLines } from './lines.ts';
import { GOAL, rightOf, shareReport, sharesOf, under } from './shares.ts';
import { statements } from './statement/index.ts';
import { awsSamples, azureSamples, gcpSamples, type Sample, valuesIn } from './values.ts';

const expectGoal = (what: string, samples: readonly Sample[]): void => {
  const values = valuesIn(samples);
  console.log(shareReport(what, values));
  expect(under(sharesOf(values)).map(({ kind, field }) => `${kind} ${field}`)).toEqual([]);
  expect(rightOf(values)).toBeGreaterThanOrEqual(GOAL.all);
};

it.each(kinds.map((kind) => [kind.id, kind] as const))(
  'states every field of %s, its class and its links',
  (id, kind) => {
    const statement = statements.get(id);
    const fields: Readonly<Record<string, FieldSpec>> = { ...classes[kind.class].fields, ...kind.fields };
    expect(Object.keys(statement?.fields ?? {}).sort()).toEqual(Object.keys(fields).sort());
    expect(statement?.class).toBe(kind.class);
    // A field that never tells of anything needs no relation.
    for (const [name, rel] of Object.entries(statement?.links ?? {})) expect(fields[name]).toMatchObject({ rel });
  },
);

it('finds the values of the project’s own recordings as stated', async () => {
  expectGoal('own recordings', await inventedSamples());
});

describeLines<AwsLine>('AWS: values of recorded answers', 'aws.ndjson', (lines) => {
  it('are as stated', async () => expectGoal('aws', await awsSamples(lines)));
});

describeLines<ArmResource>('Azure: values of recorded resources', 'azure.ndjson', (lines) => {
  it('are as stated', () => expectGoal('azure', azureSamples(lines)));
});

describeLines<GcpAsset>('Google Cloud: values of recorded assets', 'gcp.ndjson', (lines) => {
  it('are as stated', () => expectGoal('gcp', gcpSamples(lines)));
});
