import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { local } from '../../lib/cli/open.ts';
import { lockFolder } from '../../lib/local/lock.ts';
import { Captured, cadastre, fakeReader, owner } from './fake.ts';
import { workingFolder } from './folder.ts';

const folder = workingFolder();
const reader = fakeReader({ owners: [owner()] });

/** Runs `serve`, asks, and stops it as Ctrl-C does. */
const served = async (argv: readonly string[], ask: (url: string) => Promise<void>, env = {}) => {
  const stop = new AbortController();
  const out = new Captured();
  const work = cadastre(['serve', '--port', '0', ...argv], { cwd: folder.path, reader, out, env, signal: stop.signal });
  const ended = work.then(({ err }) => err);
  while (!out.text.includes('\n')) {
    const early = await Promise.race([ended, new Promise<undefined>((go) => setTimeout(() => go(undefined), 10))]);
    if (early !== undefined) throw new Error(early);
  }
  try {
    await ask(out.text.trim());
  } finally {
    stop.abort();
  }
  return work;
};

const refused = (...argv: string[]) => cadastre(['serve', ...argv], { cwd: folder.path, reader });

describe('cadastre serve', () => {
  it('answers on loopback until it is stopped, and says where', async () => {
    let url = '';
    const { code, err } = await served([], async (at) => {
      url = at;
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const response = await fetch(`${url}/owners`);
      expect((await response.json()) as any).toMatchObject([{ id: 'ana' }]);
    });
    expect(code).toBe(0);
    expect(err).toContain('until then no other command can use it');
    await expect(fetch(url)).rejects.toThrow();
  });

  it('serves others only for a token', async () => {
    const without = await refused('--host', '0.0.0.0');
    expect(without.code).toBe(1);
    expect(without.err).toContain('on 0.0.0.0 others reach the register: give --token');
    const short = await refused('--host', '0.0.0.0', '--token', 'short');
    expect(short.err).toContain('a token has at least 16 characters');
    const token = 'a-token-of-some-length';
    const ask = async (url: string) => {
      const here = url.replace('0.0.0.0', '127.0.0.1');
      expect((await fetch(`${here}/owners`)).status).toBe(401);
      const headers = { authorization: `Bearer ${token}` };
      expect((await fetch(`${here}/owners`, { headers })).status).toBe(200);
    };
    expect((await served(['--host', '0.0.0.0', '--token', token], ask)).code).toBe(0);
    expect((await served(['--host', '0.0.0.0'], ask, { CADASTRE_TOKEN: token })).code).toBe(0);
  });

  it('says who has the register, where another command does', async () => {
    const unlock = await lockFolder(join(folder.path, '.cadastre/sample/table.lock'));
    const { code, err } = await cadastre(['serve'], { cwd: folder.path, local });
    await unlock();
    expect(code).toBe(1);
    expect(err).toMatch(/^cadastre: The register is in use by process \d+: wait until that has ended/);
    expect(err).not.toContain('DEBUG');
  });

  it('says so where the port is taken, and where the machine has no such address', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const taken = await refused('--port', String(port));
    other.close();
    expect(taken).toMatchObject({ code: 1, out: '' });
    expect(taken.err).toBe(`cadastre: port ${port} of 127.0.0.1 is taken: give another with --port\n`);
    const foreign = await refused('--port', '0', '--host', '203.0.113.1', '--token', 'a-token-of-some-length');
    expect(foreign.err).toContain('this machine has no address 203.0.113.1');
  });
});
