/** The part of Resource Graph's query language that is served: a table, filters on the type, a projection, by id. */
import { type GraphTable, graphTableNames } from '../../providers/azure/tables.ts';
import type { AwsRecord } from '../types.ts';
import { type Column, columnNames } from './columns.ts';
import { notUnderstood } from './errors.ts';

export interface GraphQuery {
  readonly table: GraphTable;
  /** What the filters say, the same for the same filters; empty without one. */
  readonly filter: string;
  /** Which rows the filters leave; absent: all. */
  readonly keep: ((row: AwsRecord) => boolean) | undefined;
  readonly columns: readonly Column[];
}

interface Token {
  readonly text: string;
  readonly at: number;
}

/** Names (`in~` among them), texts, operators; any other character stands for itself. */
const TOKEN = /[a-z_]\w*~?|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|=~|==|\S/gi;

const isText = (token: string): boolean => /^(['"]).*\1$/s.test(token) && token.length > 1;
const textOf = (token: string): string => token.slice(1, -1).replace(/\\(.)/g, '$1');

/** Reads the tokens one by one; what does not fit is refused with its place. */
const readerOf = (query: string) => {
  const tokens: Token[] = [...query.matchAll(TOKEN)].map(({ 0: text, index }) => ({ text, at: index }));
  let index = 0;
  const peek = (): string | undefined => tokens[index]?.text;
  const take = (expected: string, fits: (text: string) => boolean): string => {
    const { text, at } = tokens[index] ?? { text: '<EOF>', at: query.length };
    if (index >= tokens.length || !fits(text)) {
      throw notUnderstood(`'${text}' at ${at} is not understood here: expected ${expected}.`, text, at);
    }
    index++;
    return text;
  };
  const word = (...words: string[]) => take(words.join(' or '), (text) => words.includes(text.toLowerCase()));
  const list = <Item>(item: () => Item): Item[] => {
    const items = [item()];
    while (peek() === ',') {
      word(',');
      items.push(item());
    }
    return items;
  };
  return { peek, take, word, list };
};

type Reader = ReturnType<typeof readerOf>;

const readColumn = ({ take }: Reader, columns: readonly Column[]): Column =>
  take(`a column (${columns.join(', ')})`, (text) => columns.some((one) => one === text)) as Column;

/** `type =~ 'x'`, `type in~ ('x', 'y')`, and the same by `==` and `in`, which heed the case. */
const readFilter = (reader: Reader, columns: readonly Column[]) => {
  const { take, word, list } = reader;
  readColumn(
    reader,
    columns.filter((one) => one === 'type'),
  );
  const operator = word('=~', '==', 'in~', 'in').toLowerCase();
  const text = () => textOf(take('a text', isText));
  let types: string[];
  if (operator.startsWith('in')) {
    word('(');
    types = list(text);
    word(')');
  } else types = [text()];
  const fold = (type: string): string => (operator.endsWith('~') ? type.toLowerCase() : type);
  const asked = new Set(types.map(fold));
  return {
    says: `${operator} ${JSON.stringify([...asked].sort())}`,
    keep: (row: AwsRecord) => asked.has(fold(String(row.type))),
  };
};

/** Throws an `ArmRefusal` that says what was not understood. */
export const parseQuery = (query: string): GraphQuery => {
  const reader = readerOf(query);
  const { peek, word, list } = reader;
  const table = word(...graphTableNames).toLowerCase() as GraphTable;
  const filters: ReturnType<typeof readFilter>[] = [];
  let columns = columnNames;
  while (peek() !== undefined) {
    word('|');
    const operator = word('where', 'project', 'order', 'sort').toLowerCase();
    if (operator === 'where') filters.push(readFilter(reader, columns));
    else if (operator === 'project') {
      const before = columns;
      columns = list(() => readColumn(reader, before));
    } else {
      word('by');
      word('id');
      // Without a word it is descending.
      word('asc');
    }
  }
  return {
    table,
    filter: filters.map(({ says }) => says).join(' and '),
    keep: filters.length > 0 ? (row) => filters.every(({ keep }) => keep(row)) : undefined,
    columns,
  };
};
