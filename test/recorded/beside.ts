/** Answers beside a listing: those of the same recording that name their subject. */
import type { Answer } from '../kinds/replay.ts';
import { failure } from '../kinds/replay.ts';
import { type AwsLine, alone, callOf, errorIn } from './aws-lines.ts';

/** Members that hold words of people or the place of a page: none of them names a subject. */
const unnaming = /^(Tags|TagSet|TagList|Message|.*(Token|Marker)|MaxResults|MaxItems|MaxRecords|PageSize)$/;

/** Every word of a value, however deep, but for those that name nothing. */
export const wordsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value !== null && typeof value === 'object' && !(value instanceof Date)
      ? Object.entries(value).flatMap(([name, inner]) => (unnaming.test(name) ? [] : wordsIn(inner)))
      : [];

const named = (value: unknown, subjects: ReadonlySet<string>): readonly string[] =>
  wordsIn(value).filter((word) => subjects.has(word));

/** The entries of each list that name a subject of which no earlier answer told; nothing where none does. */
const partOf = (answer: Answer, open: ReadonlySet<string>): Answer | undefined => {
  const lists = Object.entries(answer).filter((member): member is [string, unknown[]] => Array.isArray(member[1]));
  const others = Object.entries(answer).filter(([, value]) => !Array.isArray(value));
  if (named(Object.fromEntries(others), open).length > 0) return answer;
  const kept = lists.map(([name, list]) => [name, list.filter((entry) => named(entry, open).length > 0)] as const);
  return kept.some(([, list]) => list.length > 0) ? { ...answer, ...Object.fromEntries(kept) } : undefined;
};

/** One answer of several: lists follow each other, of anything else the first counts. */
const joined = (parts: readonly Answer[]): Answer => {
  const whole: Record<string, unknown> = {};
  for (const [name, value] of parts.flatMap(Object.entries)) {
    const before = whole[name];
    if (before === undefined) whole[name] = value;
    else if (Array.isArray(before) && Array.isArray(value)) whole[name] = [...before, ...value];
  }
  return whole;
};

/**
 * What a recording answers to a call about `subjects`. The first answer that names a subject is the one about it.
 * Throws the recorded refusal where it names the subject, and an unknown error where no answer does.
 */
export const answerBeside = (recording: readonly AwsLine[], call: string, subjects: readonly string[]): Answer => {
  const open = new Set(subjects);
  const parts: Answer[] = [];
  for (const line of recording.filter((one) => callOf(one) === call)) {
    const answer = alone(line);
    const part = partOf(answer, open);
    if (part === undefined) continue;
    const error = errorIn(line);
    if (error !== undefined && parts.length === 0) throw failure(error.code, error.message, line.status);
    if (error !== undefined) continue;
    parts.push(part);
    for (const word of wordsIn(part)) open.delete(word);
  }
  if (parts.length === 0)
    throw failure('NotRecorded', `The recording has no answer to ${call} that names ${[...open].join(', ')}.`);
  return joined(parts);
};
