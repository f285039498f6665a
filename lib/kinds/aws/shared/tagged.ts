/** Tags that a listing's records have in a list of their own: a record without the list tells nothing of them. */
import type { AwsContext } from '../../../providers/aws/context.ts';
import { tagsOf } from '../../../providers/aws/read.ts';
import type { Tags } from '../../../providers/types.ts';

interface Listed {
  readonly TagList?: Parameters<typeof tagsOf>[0];
}

export const listedTags = ({ TagList }: Listed): Tags | undefined =>
  Array.isArray(TagList) ? tagsOf(TagList) : undefined;

/** The pages of a listing; a gap tells of records whose tags are not known. */
export async function* tellingTags<Record extends Listed>(
  aws: AwsContext,
  listing: AsyncIterable<readonly Record[]>,
  name: (record: Record) => string | undefined,
): AsyncGenerator<readonly Record[]> {
  for await (const page of listing) {
    const untold = page.filter((record) => listedTags(record) === undefined).map(name);
    if (untold.length > 0) aws.gap(new Error(`AWS answered without the tags of ${untold.join(', ')}.`));
    yield page;
  }
}
