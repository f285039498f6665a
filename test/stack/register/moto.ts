/** A DynamoDB for the register's tests: moto's. */
import type { TestProject } from 'vitest/node';
import { startMoto } from '../../standins/moto.ts';

export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  // The laptop's table is in no region of AWS's.
  const { port, stop } = await startMoto({ MOTO_ALLOW_NONEXISTENT_REGION: 'true' });
  provide('registerEndpoint', `http://127.0.0.1:${port}`);
  return stop;
};
