/** What a request asks for, read by the schema of its parameters; what is wrong with it is told by parameter. */
import type * as z from 'zod';
import { didYouMean } from '../reports/nearest.ts';
import { askedAt, repeatable } from './parameters.ts';
import { Refusal, type WrongParameter } from './problem.ts';

const given = (parameters: URLSearchParams, known: readonly string[]): Record<string, string | string[]> => {
  const all: Record<string, string | string[]> = {};
  for (const name of known.filter((one) => parameters.has(one))) {
    const values = parameters.getAll(name);
    all[name] = values.length === 1 && !repeatable.has(name) ? values[0]! : values;
  }
  return all;
};

type Issue = z.core.$ZodIssue;

/** Whatever they are called: `__proto__` is none that an object would keep. */
const unknownIn = (parameters: URLSearchParams, known: readonly string[]): WrongParameter[] =>
  [...new Set(parameters.keys())]
    .filter((name) => !known.includes(name))
    .map((name) => ({
      name,
      problem: `there is no such parameter here${didYouMean(name, known)}`,
      allowed: known,
    }));

const wrongIn = (issue: Issue): readonly WrongParameter[] => {
  const name = String(issue.path[0]);
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const written = String(issue.input);
    return [{ name, problem: `"${written}" is none of them${didYouMean(written, allowed)}`, allowed }];
  }
  if (issue.code === 'invalid_type') return [{ name, problem: 'it is given more than once' }];
  return [{ name, problem: issue.message }];
};

/** `now`: the register's time, which times are meant by. Throws a `Refusal` that names each parameter that is wrong and, where they can be listed, the values it may have. */
export const readQuery = <Schema extends z.ZodObject>(
  schema: Schema,
  parameters: URLSearchParams,
  now: number,
): z.output<Schema> => {
  const known = Object.keys(schema.shape);
  const { data, error } = askedAt(now, () => schema.safeParse(given(parameters, known), { reportInput: true }));
  const wrong = [...unknownIn(parameters, known), ...(error?.issues ?? []).flatMap(wrongIn)];
  if (wrong.length === 0) return data as z.output<Schema>;
  throw new Refusal({
    status: 400,
    title: 'A parameter is wrong',
    detail: wrong.map(({ name, problem }) => `${name}: ${problem}`.replace(/[^.?]$/, '$&.')).join(' '),
    advice: 'Give the parameters as /openapi.json describes them.',
    parameters: wrong,
  });
};
