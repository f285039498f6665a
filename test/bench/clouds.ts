/** Worker: serves the sample estate, at the product's pace rather than the clouds'. */
import { serveSample } from '../../lib/sample/serve.ts';
import type { EstateOptions } from '../../lib/sample/types.ts';
import { work } from './processes.ts';

await work(async (estate: EstateOptions) => {
  const { roots, env, close } = await serveSample(estate, { throttle: false });
  return { answer: { roots, env }, close };
});
