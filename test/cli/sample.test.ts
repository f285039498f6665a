import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../lib/config/load.ts';
import { advance, readState } from '../../lib/sample/state.ts';
import { cadastre } from './fake.ts';
import { workingFolder } from './folder.ts';

const folder = workingFolder();

test('days go by in the stored estate', async () => {
  const data = join(folder.path, '.cadastre/sample');
  expect(await readState(data)).toEqual({ seed: 7, size: 2500, day: 0 });
  const { code, out } = await cadastre(['sample', 'advance', '--days', '3'], { cwd: folder.path });
  expect(code).toBe(0);
  expect(out).toContain('3 days went by: it is day 3.');
  expect(await advance(data, 2)).toEqual({ seed: 7, size: 2500, day: 5 });
  expect(await readState(data)).toEqual({ seed: 7, size: 2500, day: 5 });
});

test('a state that was tampered with is refused', async () => {
  await writeFile(join(folder.path, 'estate.json'), '{"seed": 1}');
  await expect(readState(folder.path)).rejects.toThrow(/does not hold a seed, a size/);
});

test('serve prints a config that is valid, then waits until it is stopped', async () => {
  const stop = new AbortController();
  let closed = false;
  const { code, out } = await cadastre(['sample', 'serve'], {
    cwd: folder.path,
    signal: stop.signal,
    local: {
      serveSample: async ({ size }) => {
        expect(size).toBe(2500);
        setImmediate(() => stop.abort());
        return {
          roots: [{ provider: 'aws', accounts: 'organization', role: 'r', endpoint: 'http://127.0.0.1:1' }],
          connections: {},
          env: { AWS_ACCESS_KEY_ID: 'sample' },
          close: async () => {
            closed = true;
          },
        };
      },
    },
  });
  expect({ code, closed }).toEqual({ code: 0, closed: true });
  expect(out).toContain('#   export AWS_ACCESS_KEY_ID=sample');
  expect(parse(out).roots).toHaveLength(1);
  await writeFile(join(folder.path, 'cadastre.yaml'), out);
  expect((await loadConfig(join(folder.path, 'cadastre.yaml'))).roots[0]).toMatchObject({ provider: 'aws' });
});
