/** Questions beside a listing, about what it brought: what is refused or gone costs itself alone. */
import { isGone, isRefused } from './errors.ts';
import { bounded } from './read.ts';

/** An item with what asking about it answered; `answer` is undefined where it could not be read. */
export interface Answered<Item, Answer> {
  readonly item: Item;
  readonly answer: Answer | undefined;
}

/** What is asked about each item: the IAM action that it needs, and the item's name as AWS has it. */
export interface About<Item> {
  readonly action: string;
  readonly of: (item: Item) => string | undefined;
}

/** Told of a failure, and of the item and the action that it is about. */
type Gap = (error: unknown, resource: string) => void;

const textOf = <Item>({ action, of }: About<Item>, [first, ...others]: readonly Item[]): string =>
  `${of(first!) ?? 'unnamed'}${others.length > 0 ? ` and ${others.length} more` : ''} (${action})`;

/** Questions under way at once: tags of buckets and functions, health of targets. */
const ASKED_AT_ONCE = 8;

/**
 * Asks about each item. An item that is gone by then is left out: it disappeared between the list call and this one, and
 * lacks no fact. Any other failure is told to `gap`.
 */
export const asked = async <Item, Answer>(
  items: readonly Item[],
  about: About<Item>,
  ask: (item: Item) => Promise<Answer>,
  gap: Gap,
): Promise<Answered<Item, Answer>[]> => {
  const answers: (Answered<Item, Answer> | undefined)[] = new Array(items.length);
  await bounded([...items.keys()], ASKED_AT_ONCE, async (index) => {
    const item = items[index]!;
    try {
      answers[index] = { item, answer: await ask(item) };
    } catch (error) {
      if (isGone(error)) return;
      gap(error, textOf(about, [item]));
      answers[index] = { item, answer: undefined };
    }
  });
  return answers.filter((one) => one !== undefined);
};

/**
 * The same where a call takes many items and one of them can fail it for all: the call is repeated with halves, until the
 * item that fails stands alone. `ask` gives an answer for each item, in their order. Where not one item of a batch is
 * answered, the permission lacks as a whole, and the batches after it are not halved.
 */
export const askedTogether = async <Item, Answer>(
  items: readonly Item[],
  atOnce: number,
  about: About<Item>,
  ask: (batch: readonly Item[]) => Promise<readonly Answer[]>,
  gap: Gap,
): Promise<Answered<Item, Answer>[]> => {
  let refusedWhole = false;
  const part = async (batch: readonly Item[]): Promise<Answered<Item, Answer>[]> => {
    try {
      const answers = await ask(batch);
      return batch.map((item, index) => ({ item, answer: answers[index] }));
    } catch (error) {
      const [gone, refused] = [isGone(error), isRefused(error)];
      if (batch.length > 1 && (gone || (refused && !refusedWhole))) {
        const half = Math.ceil(batch.length / 2);
        return [...(await part(batch.slice(0, half))), ...(await part(batch.slice(half)))];
      }
      if (gone) return [];
      gap(error, textOf(about, batch));
      return batch.map((item) => ({ item, answer: undefined }));
    }
  };
  const batches = Array.from({ length: Math.ceil(items.length / atOnce) }, (_, i) =>
    items.slice(i * atOnce, (i + 1) * atOnce),
  );
  const answered: Answered<Item, Answer>[][] = new Array(batches.length);
  await bounded([...batches.keys()], ASKED_AT_ONCE, async (index) => {
    const answers = await part(batches[index]!);
    answered[index] = answers;
    if (answers.length > 1 && answers.every(({ answer }) => answer === undefined)) refusedWhole = true;
  });
  return answered.flat();
};
