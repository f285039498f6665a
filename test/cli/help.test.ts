import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { commands } from '../../lib/cli/commands.ts';
import { cadastre } from './fake.ts';

const cwd = tmpdir();

test('help names every command', async () => {
  const { code, out } = await cadastre(['--help'], { cwd });
  expect(code).toBe(0);
  for (const name of Object.keys(commands)) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
  expect((await cadastre([], { cwd })).out).toBe(out);
});

test.each([...Object.keys(commands), 'sample serve', 'sample advance', 'runs confirm'])(
  '%s --help has an example',
  async (name) => {
    const { code, out, err } = await cadastre([...name.split(' '), '--help'], { cwd });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`$ cadastre ${name}`);
  },
);

test.each(Object.keys(commands).filter((name) => name !== 'sample'))('%s takes --data and --config', async (name) => {
  const { out } = await cadastre(['help', name], { cwd });
  expect(out).toContain('--data <dir>');
  expect(out).toContain('--config <file>');
});

test('what is typed wrong fails with code 1 and says what was meant', async () => {
  expect(await cadastre(['resource'], { cwd })).toMatchObject({ code: 1, out: '' });
  expect((await cadastre(['resource'], { cwd })).err).toContain('(Did you mean resources?)');
  expect((await cadastre(['resources', '--formt', 'csv'], { cwd })).err).toContain('(Did you mean --format?)');
  expect((await cadastre(['resources', '--format', 'xml'], { cwd })).err).toContain('table, json, ndjson, csv');
  expect((await cadastre(['resources', '--limit', '0'], { cwd })).err).toContain(
    'Expected a whole number of at least 1.',
  );
  expect((await cadastre(['resources', '--tag', 'env'], { cwd })).err).toContain('Expected key=value.');
});

test('the package’s bin runs from any working directory', async () => {
  const bin = resolve(import.meta.dirname, '../../bin/cadastre.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [bin, 'kinds', '--format', 'ndjson'], { cwd });
  expect(stdout.split('\n')[0]).toContain('"aws_ebs_snapshot"');
});
