import { defineConfig } from 'vitest/config';

// `npm test` is to take three minutes: these wait for `npm run test:kills` and `test:faults`, which `.ci/run` calls as well.
const later =
  process.env.FAULTS === 'all'
    ? []
    : [
        'test/faults/{at-once,clocks,accounts,deploy}.test.ts',
        'test/e2e/{killed,failures,readme,interrupted}.test.ts',
        'test/pipeline/{told,moved}-crash.test.ts',
      ];

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    exclude: ['test/stack/**', 'test/recorded/**', 'test/standins/**', ...later],
    // As bin/cadastre.mjs has it.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Tests that wait for processes and for time-outs leave the others a core.
    maxWorkers: '100%',
    // Against what hangs, not what is slow: a busy machine takes many times as long as an idle one.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
