/** Clocks that are set while a collection runs, and between two. */
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { Killed, killAt } from '../pipeline/kill.ts';
import { cleanRun, forgetCleans, survives } from './harness.ts';

const CLOUD = 'gcp';

afterAll(forgetCleans);
afterEach(() => {
  vi.useRealTimers();
});

const jumps: readonly (readonly [string, number])[] = [
  ['set back before a run', -10],
  ['set far forward before a run, and right again after it', 500],
  ['set back to the very time of the run before', 0],
];

/** In hours; runs that follow are at 2 and 3 again. */
describe.each(jumps)('a clock that is %s', (_, turn) => {
  test('loses nothing, and tells nothing twice', async () => {
    await survives(CLOUD, (register) => cleanRun(CLOUD, register, turn), { passes: true });
  });

  test('does not when that run dies', async () => {
    await survives(CLOUD, async (register) => {
      const kill = killAt(register.table.client, 14, 'after');
      await expect(cleanRun(CLOUD, register, turn)).rejects.toThrow(Killed);
      kill.revive();
      return undefined;
    });
  });
});

const later: readonly (readonly [string, number])[] = [
  ['back', -10],
  ['forward', 400],
];
test.each(later)(
  'a clock that is set %s in the middle of a run is waited for by nobody, and loses nothing',
  async (_, hours) => {
    await survives(
      CLOUD,
      async (register) => {
        const real = Date.now();
        let pages = 0;
        const onProgress = ({ event }: { readonly event: string }) => {
          if (event === 'page' && pages++ === 2) vi.useFakeTimers({ toFake: ['Date'], now: real + hours * 3_600_000 });
        };
        const run = await cleanRun(CLOUD, register, 1, { shared: true, onProgress });
        expect(pages).toBeGreaterThan(3);
        return run;
      },
      { passes: true },
    );
  },
);
