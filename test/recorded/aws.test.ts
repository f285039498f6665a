/** Every recorded SDK answer through the kinds' real listings. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { damaged } from '../kinds/damage.ts';
import { idsOf, recordsIn, withRecords } from '../kinds/records.ts';
import { replay } from '../kinds/replay.ts';
import { expectWhole } from '../kinds/whole.ts';
import {
  type AwsLine,
  alone,
  askedBeside,
  callOf,
  errorIn,
  idNamesOf,
  listedBy,
  listingIn,
  recordingsIn,
} from './aws-lines.ts';
import { listed, listedAs } from './aws-listing.ts';
import { placeIn } from './folder.ts';
import { describeLines } from './lines.ts';
import { type Fate, report } from './report.ts';

const RUNS_A_LINE = 5;

/** A listing that is refused is incomplete: it throws what it was refused with. */
const expectRefused = async (call: string, error: string): Promise<void> => {
  for (const { kind } of listedBy(call))
    await expect(replay(kind, { [call]: [{ $error: error }] })).rejects.toMatchObject({ name: 'ProviderError' });
};

/** An answer beside a listing changes facts, never which resources there are. */
const expectBeside = async (line: AwsLine): Promise<void> => {
  const call = callOf(line);
  for (const { kind, recording } of askedBeside(call)) {
    const whole = await replay(kind, recording);
    const again = await replay(kind, { ...recording, [call]: [alone(line)] });
    expect(again.resources.map(({ id }) => id)).toEqual(whole.resources.map(({ id }) => id));
  }
};

const fateOf = async (line: AwsLine, recording: readonly AwsLine[]): Promise<Fate> => {
  const call = callOf(line);
  const error = errorIn(line);
  if (error !== undefined) await expectRefused(call, error.code);
  else if (listingIn(line).length === 0) await expectBeside(line);
  const { resources, reason, gaps } = await listed(line, recording);
  for (const resource of resources) expectWhole(resource, gaps.length);
  return {
    resources: resources.length,
    untagged: resources.filter(({ tags }) => tags === null).length,
    ...(reason !== undefined && { reason }),
  };
};

describeLines<AwsLine>('AWS: recorded answers', 'aws.ndjson', (lines) => {
  const beside = recordingsIn(lines.map(({ record }) => record));

  it('gives resources for each line, or says why not', async () => {
    const fates: Fate[] = [];
    for (const line of lines)
      fates.push(
        await fateOf(line.record, beside(line.record)).catch((cause) => {
          throw new Error(`${placeIn(line)} ${callOf(line.record)}`, { cause });
        }),
      );
    console.log(report('aws', fates));
    expect(fates.filter(({ resources, reason }) => resources === 0 && reason === undefined)).toEqual([]);
  });

  it('keeps each resource when parts of its record are missing, null or of another type', async () => {
    for (const { record } of lines) {
      const answer = alone(record);
      for (const { kind } of errorIn(record) === undefined ? listingIn(record) : []) {
        const { resources } = await listedAs(kind, record, []);
        const records = recordsIn(answer);
        const keep = [...idsOf(records, resources), ...(await idNamesOf(kind))];
        const parts = fc.tuple(...records.map((whole) => damaged(whole, keep)));
        await fc.assert(
          fc.asyncProperty(parts, async (changed) => {
            const next = changed.values();
            const again = await listedAs(
              kind,
              record,
              [],
              withRecords(answer, () => next.next().value ?? {}),
            );
            const ids = again.resources.map(({ id }) => id);
            expect(ids).toEqual(expect.arrayContaining(resources.map(({ id }) => id)));
            for (const resource of again.resources) expectWhole(resource, again.gaps.length);
          }),
          { numRuns: RUNS_A_LINE },
        );
      }
    }
  });
});
