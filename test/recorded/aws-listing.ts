/** A recorded SDK answer through a kind's real listing. */
import { awsPages } from '../../lib/kinds/listings/aws-pages.ts';
import type { AwsKind, Resource } from '../../lib/kinds/types.ts';
import { recordsIn } from '../kinds/records.ts';
import { type Answer, PLACE } from '../kinds/replay.ts';
import { type Asked, type Command, contextOf, placeOf } from '../kinds/sdk-context.ts';
import { type AwsLine, alone, askedBeside, callOf, errorIn, idNamesOf, listedBy, listingIn } from './aws-lines.ts';
import { answerBeside, wordsIn } from './beside.ts';

export interface Listed {
  readonly resources: readonly Resource[];
  /** Why there are none, or no more; absent where the listing is whole. */
  readonly reason?: string;
  /** What could not be read beside the listing. */
  readonly gaps: readonly unknown[];
}

/** The account and region that a line was asked of. */
export const askedOf = ({ account, region }: AwsLine): Asked => ({
  accountId: account ?? PLACE.accountId,
  region: region ?? PLACE.region,
});

const emptied = (answer: Answer): Answer =>
  Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, Array.isArray(value) ? [] : value]));

/** The listing of a kind, with the line for its own call and `recording` for what it asks beside. */
export const listedAs = async (
  kind: AwsKind,
  line: AwsLine,
  recording: readonly AwsLine[],
  own: Answer = alone(line),
): Promise<Listed> => {
  const call = callOf(line);
  const resources: Resource[] = [];
  const gone: string[] = [];
  const gaps: unknown[] = [];
  const idNames = await idNamesOf(kind);
  const listedIds = recordsIn(own).flatMap((record) => idNames.flatMap((name) => wordsIn(record[name])));
  let unasked = true;
  const answer = (asked: string, input: Command['input']): Answer => {
    if (asked === call) {
      const first = unasked;
      unasked = false;
      return first ? own : emptied(own);
    }
    const words = wordsIn(input);
    return answerBeside(recording, asked, words.length > 0 ? words : listedIds);
  };
  const asked = askedOf(line);
  const context = contextOf(asked, answer, (error) => gaps.push(error));
  try {
    for await (const page of awsPages(kind, context, placeOf(kind, asked), (id) => gone.push(id)))
      resources.push(...page);
  } catch (error) {
    return { resources, gaps, reason: (error as Error).message };
  }
  if (resources.length > 0) return { resources, gaps };
  if (recordsIn(own).length === 0) return { resources, gaps, reason: 'The answer holds no resource.' };
  if (gone.length > 0) return { resources, gaps, reason: 'Each resource is gone, by its own state.' };
  return { resources, gaps, reason: 'Each resource is left to the kind that describes it.' };
};

/** Why no kind lists a line's answer. */
const unlisted = (line: AwsLine): string => {
  const call = callOf(line);
  if (listedBy(call).length > 0) return `Another API’s answer to ${call}, whose resources no kind describes.`;
  if (askedBeside(call).length > 0) return `An answer beside a listing: ${call} tells of what another call lists.`;
  return `No kind asks ${call}.`;
};

/** What the kinds make of a line; `recording` holds every answer that was recorded with it. */
export const listed = async (line: AwsLine, recording: readonly AwsLine[]): Promise<Listed> => {
  const error = errorIn(line);
  if (error !== undefined) return { resources: [], gaps: [], reason: `The answer is an error: ${error.code}.` };
  const kinds = listingIn(line);
  if (kinds.length === 0) return { resources: [], gaps: [], reason: unlisted(line) };
  const parts: Listed[] = [];
  for (const { kind } of kinds) parts.push(await listedAs(kind, line, recording));
  const reason = parts.find((part) => part.reason !== undefined)?.reason;
  return {
    resources: parts.flatMap(({ resources }) => resources),
    gaps: parts.flatMap(({ gaps }) => gaps),
    ...(reason !== undefined && { reason }),
  };
};
