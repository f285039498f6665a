/** Every recorded SDK answer through the kinds' real listings. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AwsKind } from '../../lib/kinds/types.ts';
import { damaged } from '../kinds/damage.ts';
import { expectWhole, idsOf, listIn, recordsIn, withRecords } from '../kinds/records.ts';
import { type Answer, replay } from '../kinds/replay.ts';
import {
  type AwsLine,
  alone,
  askedBeside,
  callOf,
  errorOf,
  idNamesOf,
  leftOut,
  listedBy,
  listNameOf,
} from './aws-lines.ts';
import { describeLines } from './lines.ts';
import { type Fate, report } from './report.ts';

const RUNS_A_LINE = 5;

/** A listing that is refused is incomplete: it throws what it was refused with. */
const refused = async (call: string, error: string): Promise<Fate> => {
  for (const kind of listedBy(call))
    await expect(replay(kind, { [call]: [{ $error: error }] })).rejects.toMatchObject({ name: 'ProviderError' });
  return { resources: 0, reason: 'error answer', detail: `${call} ${error}` };
};

/** Each record gives a resource, but for those that the kind rightly leaves out. */
const listed = async (kind: AwsKind, call: string, answer: Answer): Promise<Fate> => {
  const [name, list] = listIn(answer) ?? ['no list', []];
  if (list.length > 0 && name !== listNameOf(kind))
    return {
      resources: 0,
      reason: 'answer of another API, whose resources no kind describes',
      detail: `${call} ${name}`,
    };
  const records = recordsIn(answer);
  if (records.length === 0) return { resources: 0, reason: 'answer holds no resource', detail: call };
  const kept = records.filter((record) => leftOut(kind, record) === undefined);
  const { resources, gaps } = await replay(kind, { [call]: [answer] });
  expect(resources).toHaveLength(kept.length);
  for (const [index, resource] of resources.entries()) {
    expectWhole(resource, gaps.length);
    const { Tags, TagSet, TagList } = kept[index] ?? {};
    const told = (Tags ?? TagSet ?? TagList) as readonly { Key: string }[] | undefined;
    if (told !== undefined)
      expect(new Set(Object.keys(resource.tags ?? {}))).toEqual(new Set(told.map(({ Key }) => Key)));
  }
  const [first] = records;
  if (resources.length === 0) return { resources: 0, reason: leftOut(kind, first!) ?? 'no reason', detail: call };
  return { resources: resources.length, untagged: resources.filter(({ tags }) => tags === null).length };
};

const fateOf = async (line: AwsLine): Promise<Fate> => {
  const call = callOf(line);
  const error = errorOf(line);
  if (error !== undefined) return refused(call, error);
  const [kind] = listedBy(call);
  if (kind !== undefined) return listed(kind, call, alone(line));
  const beside = askedBeside(call);
  if (beside.length === 0) return { resources: 0, reason: 'operation describes no inventory kind', detail: call };
  for (const { kind: asking, recording } of beside) {
    const whole = await replay(asking, recording);
    const again = await replay(asking, { ...recording, [call]: [alone(line)] });
    expect(again.resources.map(({ id }) => id)).toEqual(whole.resources.map(({ id }) => id));
    expect(again.gaps).toEqual([]);
  }
  return { resources: 0, reason: 'answer beside a listing, about what another operation lists', detail: call };
};

describeLines<AwsLine>('AWS: recorded answers', 'aws.ndjson', (lines) => {
  it('gives resources for each line, or says why not', async () => {
    const fates: Fate[] = [];
    for (const { at, record } of lines)
      fates.push(
        await fateOf(record).catch((cause) => {
          throw new Error(`${at} ${callOf(record)}`, { cause });
        }),
      );
    console.log(report('aws', fates));
    expect(fates.filter(({ resources, reason }) => resources === 0 && reason === undefined)).toEqual([]);
  });

  it('keeps each resource when parts of its record are missing, null or of another type', async () => {
    for (const { record } of lines) {
      const call = callOf(record);
      const [kind] = listedBy(call);
      const answer = alone(record);
      if (kind === undefined || listIn(answer)?.[0] !== listNameOf(kind)) continue;
      const { resources } = await replay(kind, { [call]: [answer] });
      const records = recordsIn(answer);
      const keep = [...idsOf(records, resources), ...(await idNamesOf(kind))];
      const parts = fc.tuple(...records.map((whole) => damaged(whole, keep)));
      await fc.assert(
        fc.asyncProperty(parts, async (changed) => {
          const next = changed.values();
          const again = await replay(kind, { [call]: [withRecords(answer, () => next.next().value ?? {})] });
          const ids = again.resources.map(({ id }) => id);
          expect(ids).toEqual(expect.arrayContaining(resources.map(({ id }) => id)));
          for (const resource of again.resources) expectWhole(resource, again.gaps.length);
        }),
        { numRuns: RUNS_A_LINE },
      );
    }
  });
});
