import { defineConfig } from 'vitest/config';

const root = new URL('../..', import.meta.url).pathname;
const shared = {
  root,
  // As bin/cadastre.mjs has it.
  env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  testTimeout: 300_000,
  hookTimeout: 600_000,
};

/** The register's own tests on another's DynamoDB. What they say of the laptop's folder is no matter of the table's. */
const register = (name: string, ...besides: readonly string[]) => ({
  test: {
    ...shared,
    name: `register on ${name}`,
    include: ['test/register/**/*.test.ts'],
    exclude: ['test/register/open.test.ts', ...besides],
    globalSetup: [`test/stack/register/${name}.ts`],
    setupFiles: ['test/stack/register/endpoint.ts'],
  },
});

export default defineConfig({
  test: {
    // Each file of the stack's has servers and processes of its own.
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: 'stack', include: ['test/stack/**/*.test.ts'] } },
      register('ministack'),
      // moto answers in threads and locks nothing: of two conditional updates at once both may hold, as on no DynamoDB.
      register('moto', 'test/register/lease-at-once.test.ts'),
    ],
  },
});
