/** Looking back at runs: which was the last, which was the first, and what runs of some listings alone say of it. */
import { expect, it } from 'vitest';
import { openReader } from '../../lib/register/reader.ts';
import { lastEnded, runBefore, saveRun, untoldRuns } from '../../lib/register/runs.ts';
import type { Run } from '../../lib/register/types.ts';
import { pastRun } from '../cli/fake.ts';
import { gather, type Table, tableForTest } from './table.ts';

/** One each hour, named by its number. */
const run = (hour: number, over: Partial<Run> = {}): Run => {
  const startedAt = new Date(Date.UTC(2026, 5, 1, hour)).toISOString();
  return pastRun({ id: `run-${String(hour).padStart(4, '0')}`, startedAt, finishedAt: startedAt, ...over });
};
const saved = async ({ database }: Table, runs: readonly Run[]) => {
  for (const one of runs) await saveRun(database, one);
};
const failed = (root: string) => ({ root, reason: 'no credentials', since: '2026-06-01T00:00:00.000Z' });

it('finds the last whole run, however many runs of some listings came after it', async () => {
  const table = await tableForTest();
  const hints = Array.from({ length: 150 }, (_, i) => run(i + 1, { partial: true }));
  await saved(table, [run(0, { failedRoots: [failed('aws:own')] }), ...hints]);
  expect(await runBefore(table.database, run(200))).toMatchObject({ id: 'run-0000' });
  expect((await lastEnded(table.database)).get('aws')).toMatchObject({ id: 'run-0000' });
  expect(await gather(openReader(table.database).coverage())).toMatchObject([
    { root: 'aws:own', outcome: 'incomplete' },
  ]);
});

it('takes a run over all of a cloud for its first, though one of some listings came before', async () => {
  const table = await tableForTest();
  await saved(table, [run(0, { partial: true }), run(1), run(2), run(3, { providers: ['gcp'] })]);
  expect((await untoldRuns(table.database)).map(({ run: { id }, first }) => [id, first])).toEqual([
    ['run-0000', true],
    ['run-0001', true],
    ['run-0002', false],
    ['run-0003', true],
  ]);
});

it('asks each cloud’s last run what could not be read of it, whichever others it was over', async () => {
  const table = await tableForTest();
  await saved(table, [
    run(0, { providers: ['aws', 'azure', 'gcp'], failedRoots: ['aws:own', 'azure:all', 'gcp:projects/a'].map(failed) }),
    run(1, { providers: ['azure'] }),
    run(2, { providers: ['aws'] }),
  ]);
  const lines = await gather(openReader(table.database).coverage());
  expect(lines.map(({ root }) => root)).toEqual(['gcp:projects/a']);
});
