/** What zod found, in words for the person who writes the config. */
import type { z } from 'zod';
import { didYouMean } from '../reports/nearest.ts';
import { knownKeys } from './known.ts';

/** One thing that is wrong: `at` says whether the message is about the key or about its value. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly at: 'key' | 'value';
  readonly message: string;
  /** The path of what it does not go together with: its line ends the message. */
  readonly other?: readonly PropertyKey[] | undefined;
}

type Issue = z.core.$ZodIssue;

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
};

const found = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map of keys';
  return typeof value === 'string' ? `"${value}"` : String(value);
};

const valueAt = (config: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part], config);

const choices = (values: readonly unknown[], value: unknown): string => {
  const hint = typeof value === 'string' ? didYouMean(value, values.map(String)) : '';
  return `expected ${values.map(String).join(', ')}, found ${found(value)}${hint}`;
};

/** The option of a union that was meant: one whose own type fits, so that what is in it is told. */
const branch = (options: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
  options.find((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys' || code === 'too_small'),
  );

const unionText = (options: readonly (readonly Issue[])[]): string =>
  options
    .flatMap(([issue]) => {
      if (issue?.code === 'invalid_type') return [typeNames[issue.expected] ?? issue.expected];
      return issue?.code === 'invalid_value' ? issue.values.map(String) : [];
    })
    .join(' or ');

/** The problems behind an issue of `config`: one for each unknown key, those of the option that was meant for a union. */
export const explain = (issue: Issue, config: unknown, above: readonly PropertyKey[] = []): readonly Problem[] => {
  const path = [...above, ...issue.path];
  const value = valueAt(config, path);
  const problem = (message: string): Problem[] => [{ path, at: 'value', message }];
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(config, path);
    const expected = known.length === 0 ? 'no key is known here' : `expected ${known.join(', ')}`;
    return issue.keys.map((key) => ({
      path: [...path, key],
      at: 'key',
      message: `unknown key${didYouMean(key, known) || `; ${expected}`}`,
    }));
  }
  if (issue.code === 'invalid_union') {
    if ('options' in issue && Array.isArray(issue.options))
      return problem(
        value === undefined ? `is missing; expected ${issue.options.join(', ')}` : choices(issue.options, value),
      );
    const meant = branch(issue.errors);
    if (meant !== undefined) return meant.flatMap((inner) => explain(inner, config, path));
    return problem(`expected ${unionText(issue.errors)}, found ${found(value)}`);
  }
  if (issue.code === 'invalid_type') {
    const expected = typeNames[issue.expected] ?? issue.expected;
    if (value === undefined) return problem(`is missing; expected ${expected}`);
    const quote = issue.expected === 'string' && typeof value !== 'object' ? ': put it in quotes' : '';
    return problem(`expected ${expected}, found ${found(value)}${quote}`);
  }
  if (issue.code === 'invalid_value') return problem(choices(issue.values, value));
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
    if (issue.origin === 'array') return problem(`expected ${bound} in the list`);
    if (issue.origin === 'string') return problem(`expected text of ${bound} characters, found ${found(value)}`);
    return problem(`expected a number of ${bound}, found ${found(value)}`);
  }
  if (issue.code === 'invalid_format') return problem(`${issue.message}, found ${found(value)}`);
  if (issue.code === 'custom' && Array.isArray(issue.params?.other))
    return [{ path, at: 'value', message: issue.message, other: issue.params.other }];
  return problem(issue.message);
};
