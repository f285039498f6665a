/** What a question of the API is: its address, its parameters, what it answers, and how that is found. */
import type * as z from 'zod';
import type { RegisterReader } from '../register/types.ts';
import type { Rows, Shape } from '../reports/list.ts';
import type { Refusal } from './problem.ts';

export interface Asking {
  readonly reader: RegisterReader;
  /** Epoch milliseconds. */
  readonly now: number;
}

interface About<Query extends z.ZodObject> {
  /** With `{id}` where the id of a resource stands. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly query: Query;
}

/** The rows of a list, which are read as they are asked for. */
export interface Found<Row> {
  readonly rows: Rows<Row>;
  readonly limit?: number | undefined;
  /** What is answered where there is no row at all; absent, or undefined: an empty list. */
  readonly none?: (() => Promise<Refusal | undefined>) | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the route's. */
  readonly shape?: Shape<Row>;
}

type Frozen<Value> = Value extends readonly (infer One)[]
  ? readonly Frozen<One>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;

/** A list, in every format. `tsc` checks that the rows are written as `item` says. */
export interface ListRoute<Row = any, Query extends z.ZodObject = any, Item extends z.ZodType = z.ZodType>
  extends About<Query> {
  readonly item: Item;
  readonly shape: Shape<Row> & { readonly json: (row: Row) => Frozen<z.output<Item>> };
  find(query: z.output<Query>, asking: Asking): Promise<Found<Row>>;
}

/** One thing about the resource that the path names. Throws a `Refusal` where there is none. */
export interface OneRoute<Query extends z.ZodObject = any, Answer extends z.ZodType = z.ZodType> extends About<Query> {
  readonly answer: Answer;
  find(id: string, query: z.output<Query>, asking: Asking): Promise<Frozen<z.output<Answer>>>;
}

export const defineList = <Row, Query extends z.ZodObject, Item extends z.ZodType>(
  route: ListRoute<Row, Query, Item>,
): ListRoute<Row, Query, Item> => route;

export const defineOne = <Query extends z.ZodObject, Answer extends z.ZodType>(
  route: OneRoute<Query, Answer>,
): OneRoute<Query, Answer> => route;
