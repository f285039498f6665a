import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/recorded/*.test.ts'],
    testTimeout: 300_000,
    // The report is a part of the answer, not a log.
    disableConsoleIntercept: true,
  },
});
