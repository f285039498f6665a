/** Clouds' runs that end one after another: each tells what it found itself. */
import { expect, test } from 'vitest';
import type { PlatformDetail } from '../../lib/events/platform-detail.ts';
import { saveRun } from '../../lib/register/runs.ts';
import type { Run } from '../../lib/register/types.ts';
import { pastRun } from '../cli/fake.ts';
import { collect, dayOf, listing, volume } from '../collect/estate.ts';
import { openOn } from '../register/table.ts';
import { openRegister } from './harness.ts';
import { counted, listen, tell } from './told.ts';

test('what a run under way has written is not told by the run of another cloud that ends before it', async () => {
  const register = await openRegister();
  try {
    const { database } = register.table;
    const aws = pastRun({ id: 'run-0', startedAt: dayOf(0), finishedAt: null });
    const gcp: Run = pastRun({ id: 'run-1', startedAt: dayOf(0), finishedAt: dayOf(0), providers: ['gcp'] });
    await saveRun(database, aws);
    await collect(await openOn(database, 0), 0, [listing([[volume('a'), volume('b')]])]);
    await saveRun(database, gcp);
    const listener = listen();
    await tell(register, listener);
    expect(counted(listener.events.values())).toEqual({ 'Run Completed': 1 });
    await saveRun(database, { ...aws, finishedAt: dayOf(0) });
    await tell(register, listener);
    expect(counted(listener.events.values())).toMatchObject({ 'Run Completed': 2, 'Resource Discovered': 2 });
    const platform = [...listener.digests.values()].filter(({ type }) => type === 'Platform Digest');
    expect(platform.map(({ detail }) => (detail as PlatformDetail).baseline)).toEqual([true, true]);
  } finally {
    await register.close();
  }
});
