/** Worker: serves the sample estate, at the product's pace rather than the clouds'. */
import { serveSample } from '../../lib/sample/serve.ts';
import type { EstateOptions } from '../../lib/sample/types.ts';
import { type Mark, onePartition } from './estate.ts';
import { work } from './processes.ts';

export interface CloudsOrder {
  readonly estate: EstateOptions;
  /** All of it in one partition; absent: the three clouds of the sample. */
  readonly onePartition?: { readonly mark?: Mark | undefined } | undefined;
}

await work(async ({ estate, onePartition: one }: CloudsOrder) => {
  const { roots, env, close } = await serveSample(estate, {
    throttle: false,
    ...(one && { alter: onePartition(one.mark) }),
  });
  return { answer: { roots: one ? roots.filter(({ provider }) => provider === 'gcp') : roots, env }, close };
});
