import { beforeEach, describe, expect, test } from 'vitest';
import { openReader } from '../../lib/register/reader.ts';
import { openWriter } from '../../lib/register/suppress.ts';
import { collect, dayOf, listing, volume, volumeId } from '../collect/estate.ts';
import { openOn, type Table, tableForTest } from '../register/table.ts';
import { cadastre, fakeReader, noWriter, type Outcome, resource } from './fake.ts';
import { workingFolder } from './folder.ts';

const idle = (name: string, tags: Record<string, string> = {}) =>
  volume(name, {
    fields: { ...volume(name).fields, state: 'unattached', attachedTo: [] },
    links: [],
    tags: { owner: 'ana', ...tags },
  });
const tagged = { 'cadastre:ignore': 'unattached_disk@2999-01-01 unowned@soon' };

const folder = workingFolder();
let table: Table;
let ask: (...argv: string[]) => Promise<Outcome>;
const sweep = async (day: number, ...volumes: Parameters<typeof idle>[]) =>
  collect(await openOn(table.database, day), day, [listing([volumes.map((one) => idle(...one))])]);

const filled = async () => {
  table = await tableForTest();
  const { database } = table;
  await sweep(0, ['vol-apple'], ['vol-banana']);
  const register = { reader: openReader(database), writer: openWriter(database), close: async () => undefined };
  const world = { cwd: folder.path, env: { USER: 'sam' }, local: { openRegister: async () => register } };
  ask = (...argv) => cadastre(argv, world);
};

const words = ['--check', 'unattached_disk', '--until', '2999-12-31', '--reason', 'kept for the audit'];
const json = async (...argv: string[]) => JSON.parse((await ask(...argv, '--format', 'json')).out);

describe('cadastre suppress', () => {
  beforeEach(filled);

  test('takes a finding off the list at once, and says so', async () => {
    expect(await ask('suppress', 'vol-apple', ...words)).toEqual({
      code: 0,
      out: `Suppressed unattached_disk on ${volumeId('vol-apple')} to the end of 2999-12-31, by sam.\n`,
      err: '',
    });
    expect((await json('findings')).map(({ resourceId }: any) => resourceId)).toEqual([volumeId('vol-banana')]);
    expect((await json('findings', '--suppressed')).map(({ suppressed }: any) => suppressed)).toEqual([
      { by: 'sam', until: '2999-12-31', reason: 'kept for the audit', source: 'assertion' },
      null,
    ]);
    expect(await json('owners')).toMatchObject([{ id: 'ana', findings: 1, suppressed: 1 }]);
    expect((await json('checks')).find(({ id }: any) => id === 'unattached_disk')).toMatchObject({
      fail: 1,
      suppressed: 1,
    });
    const listed = await ask('findings', '--suppressed');
    expect(listed.out).toMatch(/SUPPRESSED .*\n.* by sam to the end of 2999-12-31 /);
    expect((await ask('findings')).out).not.toContain('SUPPRESSED');
    expect((await ask('findings', '--suppressed', '--format', 'csv')).out).toContain(
      ',sam,2999-12-31,kept for the audit,assertion,active,\r\n',
    );
  });

  test('gives the record in JSON, lists it, and takes it back with who did', async () => {
    const [record] = await json('suppress', volumeId('vol-apple').toUpperCase(), ...words, '--by', 'bob');
    expect(record).toMatchObject({ kind: 'suppress', check: 'unattached_disk', by: 'bob', ended: null });
    expect(await json('suppress', '--list')).toEqual([record]);
    expect(await json('suppress', '--list', '--check', 'unowned')).toEqual([]);
    expect((await ask('suppress', '--list')).out).toMatch(/unattached_disk +2999-12-31 +bob +\S+ +kept for the audit /);
    const back = await ask('suppress', 'vol-apple', '--check', 'unattached_disk', '--remove');
    expect(back.out).toContain('is no longer suppressed by a person.');
    expect(await json('findings')).toHaveLength(2);
    expect((await ask('suppress', '--list')).err).toBe('Nobody suppresses anything.\n');
    const shown = await json('show', 'vol-apple');
    expect(shown.assertions).toMatchObject([{ by: 'bob', ended: { by: 'sam', why: 'removed' } }]);
    expect((await ask('show', 'vol-apple')).out).toMatch(
      /Said of it\n.* bob suppressed unattached_disk to the end of 2999-12-31: kept for the audit \(removed by sam on /,
    );
  });

  test('may be said before there is a finding', async () => {
    const { out } = await ask('suppress', 'vol-apple', ...words, '--check', 'owner_left');
    expect(out).toContain('It has no such finding now; one that comes will not be told.');
  });

  test('refuses what is retired', async () => {
    for (const day of [1, 2]) await sweep(day, ['vol-banana']);
    expect((await ask('suppress', 'vol-apple', ...words)).err).toContain('is retired: it has no findings any more');
  });
});

describe('a tag that suppresses', () => {
  beforeEach(filled);

  test('is shown with the version that brought it, and with what it says in vain', async () => {
    await sweep(1, ['vol-apple', tagged], ['vol-banana']);
    const { out } = await ask('show', 'vol-apple');
    expect(out).toContain(
      `suppressed to the end of 2999-01-01 by its tag cadastre:ignore="${tagged['cadastre:ignore']}"; version 2 brought it (${dayOf(1).slice(0, 10)}, run run-1)`,
    );
    expect(out).toContain('its tag cadastre:ignore says "unowned@soon", which suppresses nothing');
    expect(out).not.toContain('Said of it');
    expect(await json('findings')).toHaveLength(1);
    expect(await json('suppress', '--list')).toEqual([]);
  });

  test('cannot be taken back here, and goes on when a person takes theirs back', async () => {
    await sweep(1, ['vol-apple', tagged], ['vol-banana']);
    const remove = () => ask('suppress', 'vol-apple', '--check', 'unattached_disk', '--remove');
    expect((await remove()).err).toContain(
      'nobody has suppressed unattached_disk on arn:aws:ec2:eu-west-1:111111111111:volume/vol-apple; its tag cadastre:ignore=',
    );
    await ask('suppress', 'vol-apple', ...words);
    expect((await remove()).out).toContain('Its tag cadastre:ignore="unattached_disk@2999-01-01');
  });
});

describe('cadastre suppress, misspelled,', () => {
  const apple = resource({ id: volumeId('vol-apple'), name: null });
  const register = {
    reader: fakeReader({ resources: [apple, resource({ id: volumeId('vol-banana'), name: null })] }),
    // It may ask for what nobody has said, and writes nothing.
    writer: { ...noWriter, unsuppress: async () => ({ ended: [], finding: undefined }) },
    close: async () => undefined,
  };
  const world = {
    env: { USER: 'sam' },
    local: { openRegister: async () => register },
    get cwd() {
      return folder.path;
    },
  };

  test.each([
    [['vol-aple', ...words], `no resource "vol-aple"; did you mean ${volumeId('vol-apple')}?`],
    [[`${volumeId('vol-apple').replace('eu-west-1', 'eu-west-2')}`, ...words], `mean ${volumeId('vol-apple')}`],
    [['something-else-altogether', ...words], 'no resource "something-else-altogether": `cadastre resources` lists'],
    [['vol-apple', ...words, '--check', 'unatached_disk'], 'no check is called "unatached_disk"; did you mean "una'],
    [['vol-apple', ...words, '--check', 'stopped_vm'], 'stopped_vm looks at vm, and arn:'],
    [['vol-apple', '--check', 'unowned', '--until', '2999-12-31'], 'say why with --reason'],
    [['vol-apple', '--check', 'unowned', '--reason', 'x'], 'say until when with --until'],
    [['vol-apple', '--until', '2999-12-31', '--reason', 'x'], 'say which check with --check'],
    [words, 'say on which resource with <id>'],
    [['vol-apple', ...words, '--until', '2999-02-30'], '--until takes a day as 2026-12-31, not "2999-02-30"'],
    [['vol-apple', ...words, '--until', '2001-01-01'], '--until 2001-01-01 is over already'],
    [['vol-apple', ...words, '--by', ' '], 'say who you are with --by'],
    [['vol-apple', ...words, '--reason', 'x'.repeat(501)], '--reason takes 500 characters at most'],
    [['vol-apple', '--check', 'unowned', '--remove'], `nobody has suppressed unowned on ${volumeId('vol-apple')}`],
  ])('refuses %j', async (argv, why) => {
    const { code, out, err } = await cadastre(['suppress', ...argv], world);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(why);
  });
});
