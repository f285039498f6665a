/** Reading AWS's answers. */
import type { Tags } from '../types.ts';

/** Where a page says that the next one begins: each service has its own word for it. */
const tokens = ['NextToken', 'Marker', 'NextMarker', 'PaginationToken', 'ContinuationToken'] as const;
type Token = (typeof tokens)[number];

/** What was asked for, where it was answered with a list; else an error: no answer is not an empty one. */
export const listed = <Item>(items: readonly Item[] | undefined): readonly Item[] => {
  if (!Array.isArray(items)) throw new Error('AWS answered without the list that was asked for.');
  return items;
};

/** The items of each page. The SDK's paginators would follow a token that comes again for ever. */
export async function* pages<Page extends object, Item>(
  paginator: AsyncIterable<Page>,
  pick: (page: Page) => readonly Item[] | undefined,
): AsyncGenerator<readonly Item[]> {
  const seen = new Set<string>();
  for await (const page of paginator) {
    const items = listed(pick(page));
    if (items.length > 0) yield items;
    const token = tokens.map((name) => (page as { readonly [name in Token]?: string })[name]).find(Boolean);
    if (token === undefined) continue;
    if (seen.has(token)) throw new Error('AWS gave a page token a second time.');
    seen.add(token);
  }
}

export const tagsOf = (
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | null | undefined,
): Tags =>
  Object.fromEntries(
    (Array.isArray(tags) ? tags : []).flatMap((tag) => (tag?.Key === undefined ? [] : [[tag.Key, tag.Value ?? '']])),
  );

/** The answer, or nothing where the service says, by one of these error names, that there is none. */
export const unless = <Answer>(answer: Promise<Answer>, ...names: readonly string[]): Promise<Answer | undefined> =>
  answer.catch((error: Error) => {
    if (names.includes(error.name)) return undefined;
    throw error;
  });

/** Works through a list with at most `size` under way; the first failure ends it. */
export const bounded = async <One>(
  list: readonly One[],
  size: number,
  work: (one: One) => Promise<void>,
): Promise<void> => {
  let next = 0;
  const worker = async () => {
    while (next < list.length) await work(list[next++]!);
  };
  await Promise.all(Array.from({ length: Math.min(size, list.length) }, worker));
};

/** Ids that are there. */
export const present = (ids: readonly (string | undefined)[] | undefined): string[] =>
  Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string' && id !== '') : [];
