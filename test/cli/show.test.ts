import { expect, test } from 'vitest';
import { cadastre, fakeReader, finding, resource } from './fake.ts';
import { workingFolder } from './folder.ts';

const folder = workingFolder();
const reader = fakeReader({
  resources: [
    resource({
      owner: {
        ...resource().owner,
        overrode: [{ source: 'account', key: 'team', value: 'Platform', from: '123456789012' }],
      },
    }),
    resource({ id: 'x/vol-2', name: 'twin' }),
    resource({ id: 'y/vol-3', name: 'twin' }),
  ],
  findings: [finding()],
});
const show = (...argv: string[]) => cadastre(['show', ...argv], { cwd: folder.path, reader });

test('shows facts, the owner’s evidence, links both ways, findings and history', async () => {
  const { code, out, err } = await show(resource().id);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const line of [
    /^aws_ebs_volume {2}data-1$/m,
    /^ {2}sizeGib {2}8$/m,
    /^ {2}ana \(in the directory\)$/m,
    /^ {2}evidence: tag Owner says "Ana"$/m,
    /^ {2}overrode: account team says "Platform", on 123456789012$/m,
    /^ {2}attached to → arn:.*instance\/i-1$/m,
    /^ {2}← sourced from: arn:.*snap-1$/m,
    /^ {2}fail {2}unattached_disk \(medium\), since 2026-02-01: No machine holds it\.$/m,
    /version 2: changed {2}\(run run-2\)$/m,
    /fields\.state: "in-use" → "available"/,
  ])
    expect(out).toMatch(line);
});

test('in JSON it has the keys of the contract', async () => {
  const view = JSON.parse((await show(resource().id, '--format', 'json')).out);
  expect(Object.keys(view)).toEqual(['resource', 'linkedFrom', 'findings', 'versions', 'assertions']);
  expect(Object.keys(view.linkedFrom[0])).toEqual(['from', 'rel']);
  expect(Object.keys(view.versions[0])).toEqual(['version', 'event', 'changes', 'at', 'run']);
});

test('finds a resource by the last part of its id or by its name, where one alone has it', async () => {
  expect((await show('vol-1')).out).toContain(resource().id);
  expect((await show('DATA-1')).out).toContain(resource().id);
  const twins = await show('twin');
  expect(twins).toEqual({ code: 1, out: '', err: 'cadastre: "twin" names more than one resource: x/vol-2, y/vol-3\n' });
});

test('says that there is no such resource', async () => {
  const { code, err } = await show('nothing');
  expect(code).toBe(1);
  expect(err).toBe('cadastre: the register has no resource "nothing": `cadastre resources` lists the ids\n');
});
