/** The expressions that the register sends: conditions and updates of whole attributes. Any other is refused. */
import type { Value, WireItem } from './units.ts';

/** Answered as DynamoDB answers it. */
export class Refusal extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

export const invalid = (message: string): Refusal =>
  new Refusal('com.amazon.coral.validate#ValidationException', message);

export interface Words {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Value>>;
}

/** Tokens of an expression, taken one after another. */
const openTokens = (text: string) => {
  const tokens = text.match(/[#:]?[A-Za-z_]\w*|<=|>=|<>|[^\s\w]/g) ?? [];
  let at = 0;
  const refuse = () =>
    invalid(`This table does not know the expression “${text}” from “${tokens[at] ?? 'its end'}” on.`);
  const take = (wanted?: string): string => {
    const token = tokens[at];
    if (token === undefined || (wanted !== undefined && token !== wanted)) throw refuse();
    at++;
    return token;
  };
  /** Takes the token where it comes next. */
  const takes = (wanted: string): boolean => tokens[at] === wanted && at++ >= 0;
  const ended = (): boolean => at >= tokens.length;
  return { take, takes, ended, refuse };
};

type Tokens = ReturnType<typeof openTokens>;

const nameOf = (token: string, { ExpressionAttributeNames: names = {} }: Words): string =>
  token.startsWith('#') ? names[token]! : token;

const inBrackets = (tokens: Tokens, words: Words): string => {
  tokens.take('(');
  return nameOf(tokens.take(), words);
};

const operand = (tokens: Tokens, item: WireItem, words: Words): Value | undefined => {
  const token = tokens.take();
  if (token.startsWith(':')) return words.ExpressionAttributeValues?.[token];
  if (token !== 'if_not_exists') return item[nameOf(token, words)];
  const name = inBrackets(tokens, words);
  tokens.take(',');
  const otherwise = operand(tokens, item, words);
  tokens.take(')');
  return item[name] ?? otherwise;
};

const same = (a: Value | undefined, b: Value | undefined): boolean =>
  a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b);

const less = (a: Value | undefined, b: Value | undefined): boolean => {
  if (a?.N !== undefined && b?.N !== undefined) return Number(a.N) < Number(b.N);
  return a?.S !== undefined && b?.S !== undefined && Buffer.compare(Buffer.from(a.S), Buffer.from(b.S)) < 0;
};

const comparison = (tokens: Tokens, item: WireItem, words: Words): boolean => {
  const exists = tokens.takes('attribute_exists');
  if (exists || tokens.takes('attribute_not_exists')) {
    const there = item[inBrackets(tokens, words)] !== undefined;
    tokens.take(')');
    return there === exists;
  }
  const left = operand(tokens, item, words);
  const compared = tokens.take();
  const right = operand(tokens, item, words);
  if (compared === '=') return same(left, right);
  if (compared === '<') return less(left, right);
  if (compared === '>') return less(right, left);
  throw tokens.refuse();
};

/** Whether an item, or the lack of one, meets a condition; `AND` binds more than `OR`. */
export const meets = (item: WireItem | undefined, condition: string, words: Words): boolean => {
  const tokens = openTokens(condition);
  let any = false;
  do {
    let all = true;
    do all = comparison(tokens, item ?? {}, words) && all;
    while (tokens.takes('AND'));
    any = all || any;
  } while (tokens.takes('OR'));
  if (!tokens.ended()) throw tokens.refuse();
  return any;
};

/** The item after an update: all operands are of the item before. */
export const updated = (before: WireItem, update: string, words: Words): WireItem => {
  const tokens = openTokens(update);
  const after: Record<string, Value> = { ...before };
  const clause = (one: () => void) => {
    do one();
    while (tokens.takes(','));
  };
  while (!tokens.ended()) {
    if (tokens.takes('SET'))
      clause(() => {
        const name = nameOf(tokens.take(), words);
        tokens.take('=');
        const value = operand(tokens, before, words);
        if (value === undefined) throw tokens.refuse();
        after[name] = value;
      });
    else if (tokens.takes('REMOVE')) clause(() => void delete after[nameOf(tokens.take(), words)]);
    else if (tokens.takes('ADD'))
      clause(() => {
        const name = nameOf(tokens.take(), words);
        const more = operand(tokens, before, words)?.N;
        if (more === undefined) throw tokens.refuse();
        after[name] = { N: String(Number(before[name]?.N ?? 0) + Number(more)) };
      });
    else throw tokens.refuse();
  }
  return after;
};
