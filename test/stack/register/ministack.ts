/** A DynamoDB for the register's tests: MiniStack's. */
import type { TestProject } from 'vitest/node';
import { startMiniStack } from '../ministack.ts';

export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const { endpoint, stop } = await startMiniStack();
  provide('registerEndpoint', endpoint);
  return stop;
};
