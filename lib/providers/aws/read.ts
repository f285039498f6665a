/** Reading AWS's answers. */
import type { Tags } from '../types.ts';

/** The items of each page. */
export async function* pages<Page, Item>(
  paginator: AsyncIterable<Page>,
  pick: (page: Page) => readonly Item[] | undefined,
): AsyncGenerator<readonly Item[]> {
  for await (const page of paginator) {
    const items = pick(page);
    if (Array.isArray(items) && items.length > 0) yield items;
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

/** Each item with what asking about it answered; a failure is told to `gap`, and the answer is undefined. */
export const asked = async <Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
  gap: (error: unknown) => void,
): Promise<{ readonly item: Item; readonly answer: Answer | undefined }[]> => {
  const answers: (Answer | undefined)[] = new Array(items.length);
  await bounded([...items.keys()], ASKED_AT_ONCE, async (index) => {
    try {
      answers[index] = await ask(items[index]!);
    } catch (error) {
      gap(error);
    }
  });
  return items.map((item, index) => ({ item, answer: answers[index] }));
};

/** Questions beside a listing under way at once: tags of buckets and functions, health of targets. */
const ASKED_AT_ONCE = 8;

/** Ids that are there. */
export const present = (ids: readonly (string | undefined)[] | undefined): string[] =>
  Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string' && id !== '') : [];
