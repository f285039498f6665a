import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderBusyError } from '../../lib/local/lock.ts';
import { openLocalTable, startTable } from '../../lib/local/table.ts';
import { tableForTest } from './table.ts';

describe('the table on this machine', () => {
  it('is refused to a second opener, who is told what to do, and stays whole for the first', async () => {
    const { folder, database } = await tableForTest();
    const refused = await openLocalTable(folder).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FolderBusyError);
    expect((refused as Error).message).toContain(`in use by process ${process.pid}`);
    expect((refused as Error).message).toContain('--data');
    await database.write([{ pk: 'a', sk: 'b', value: 1 }]);
    expect(await database.get({ pk: 'a', sk: 'b' })).toMatchObject({ value: 1 });
  });

  it('keeps what was written when it is closed and opened again', async () => {
    const { folder } = await tableForTest();
    const sub = join(folder, 'other');
    const first = await openLocalTable(sub);
    await first.database.write([{ pk: 'a', sk: 'b', value: 1 }]);
    await first.close();
    const second = await openLocalTable(sub);
    expect(await second.database.get({ pk: 'a', sk: 'b' })).toMatchObject({ value: 1 });
    await second.close();
  });

  it('is taken over from a process that died, and not from one that lives', async () => {
    const { folder } = await tableForTest();
    const other = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    const sub = join(folder, 'other');
    await (await startTable(sub)).close();
    const lock = join(sub, 'table.lock');
    await writeFile(lock, String(other.pid));
    await expect(startTable(sub)).rejects.toThrow(`in use by process ${other.pid}`);
    other.stdin.end();
    await once(other, 'exit');
    const { close } = await startTable(sub);
    expect(await readFile(lock, 'utf8')).toBe(String(process.pid));
    await close();
  });
});
