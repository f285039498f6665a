/** An event in words, for services that show it to people: they cannot put together what they would have to quote. */
import { clipped } from './fit.ts';
import type { CadastreEvent } from './types.ts';

/** As long as ServiceNow's short descriptions may be; Jira's summaries may have 255. */
const TITLE_BYTES = 160;
/** Of at most ten lines: a section of Slack's has 3,000 characters. */
const LINE_BYTES = 280;

/** What a detail may have that is worth a word, in this order. */
const titled = ['check', 'severity', 'kind', 'name', 'listing', 'partition'] as const;
const told = {
  resourceId: 'resource',
  reason: 'reason',
  accountId: 'account',
  owner: 'owner',
  severity: 'severity',
  since: 'since',
  partition: 'partition',
  lastComplete: 'last complete',
} as const;

const wordsIn = (detail: Readonly<Record<string, unknown>>, key: string): string[] => {
  const value = detail[key];
  return typeof value === 'string' && value !== '' ? [value] : [];
};

export interface EventText {
  /** One line. */
  readonly title: string;
  /** A line for each fact. */
  readonly text: string;
}

/** An event as a title of one line, and a text of a line for each fact that it has. */
export const eventText = ({ id, type, run, detail }: CadastreEvent): EventText => {
  const facts: Readonly<Record<string, unknown>> = detail;
  const words = titled.flatMap((key) => wordsIn(facts, key));
  const lines = Object.entries(told).flatMap(([key, label]) =>
    wordsIn(facts, key).map((value) => clipped(`${label}: ${value}`, LINE_BYTES)),
  );
  return {
    title: clipped(words.length === 0 ? type : `${type}: ${words.join(' ')}`, TITLE_BYTES),
    text: [...lines, `run: ${run}`, `event: ${id}`].join('\n'),
  };
};
