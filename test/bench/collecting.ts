/** One run in a process of its own. */
import type { CollectorOrder, Measured } from './collector.ts';
import { start } from './processes.ts';

export type { Measured };

/** Of the collector's old generation: where memory is plenty, V8 lets garbage lie, and a peak says little. */
export const HEAP_MB = 256;

/** Throws where a listing was incomplete: nothing is measured by that. */
export const collectWith = async (order: CollectorOrder, env: Readonly<Record<string, string>>): Promise<Measured> => {
  const collector = await start<Measured>('./collector.ts', order, env, [`--max-old-space-size=${HEAP_MB}`]);
  await collector.stop();
  const { answer } = collector;
  if (answer.incomplete > 0)
    throw new Error(`${answer.incomplete} listings were incomplete: nothing is measured by that`);
  return answer;
};
