/** One run in a process of its own. */
import type { CollectorOrder, Measured } from './collector.ts';
import { start } from './processes.ts';

export type { CollectorOrder, Measured };

/** Throws where a listing was incomplete: nothing is measured by that. `heapMb`: of the old generation. */
export const collectWith = async (
  order: CollectorOrder,
  env: Readonly<Record<string, string>>,
  heapMb: number,
): Promise<Measured> => {
  const collector = await start<Measured>('./collector.ts', order, env, [`--max-old-space-size=${heapMb}`]);
  await collector.stop();
  const { answer } = collector;
  if (answer.incomplete > 0) throw new Error(`${answer.incomplete} listings were incomplete`);
  return answer;
};
