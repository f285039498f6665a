/** What a request asks for, read by the schema of its parameters; what is wrong with it is told by parameter. */
import type * as z from 'zod';
import { didYouMean } from '../reports/nearest.ts';
import { repeatable } from './parameters.ts';
import { Refusal, type WrongParameter } from './problem.ts';

const given = (parameters: URLSearchParams): Record<string, string | string[]> => {
  const all: Record<string, string | string[]> = {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    all[name] = values.length === 1 && !repeatable.has(name) ? values[0]! : values;
  }
  return all;
};

type Issue = z.core.$ZodIssue;

const wrongIn = (issue: Issue, known: readonly string[]): readonly WrongParameter[] => {
  const name = String(issue.path[0]);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      name: key,
      problem: `there is no such parameter here${didYouMean(key, known)}`,
      allowed: known,
    }));
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const written = String(issue.input);
    return [{ name, problem: `"${written}" is none of them${didYouMean(written, allowed)}`, allowed }];
  }
  if (issue.code === 'invalid_type') return [{ name, problem: 'it is given more than once' }];
  return [{ name, problem: issue.message }];
};

/** Throws a `Refusal` that names each parameter that is wrong and, where they can be listed, the values it may have. */
export const readQuery = <Schema extends z.ZodObject>(
  schema: Schema,
  parameters: URLSearchParams,
): z.output<Schema> => {
  const { data, error } = schema.strict().safeParse(given(parameters), { reportInput: true });
  if (data !== undefined) return data as z.output<Schema>;
  const known = Object.keys(schema.shape);
  const wrong = error!.issues.flatMap((issue) => wrongIn(issue, known));
  throw new Refusal({
    status: 400,
    title: 'A parameter is wrong',
    detail: wrong.map(({ name, problem }) => `${name}: ${problem}`.replace(/[^.?]$/, '$&.')).join(' '),
    advice: 'Give the parameters as /openapi.json describes them.',
    parameters: wrong,
  });
};
