import { expect, it } from 'vitest';
import { compileRule, type OwnerRule, pattern } from '../../lib/owners/rules.ts';
import { ownerOf, resource } from './settings.ts';

const fits = (match: OwnerRule['match'], over: Parameters<typeof resource>[0] = {}) =>
  compileRule({ match, owner: 'x' }).fits(resource(over));

it.each([
  ['web-*', 'WEB-1', true],
  ['web-*', 'my-web-1', false],
  ['web-?', 'web-1', true],
  ['web-?', 'web-12', false],
  ['a.b', 'axb', false],
  ['(a|b)', 'a', false],
  ['/^web-\\d+$/', 'web-12', true],
  ['/db|cache/', 'my-cache-1', true],
  ['/db|cache/', 'web', false],
  ['/', '/', true],
])('the pattern %s against %s: %s', (written, name, is) => expect(pattern(written).test(name)).toBe(is));

it('says that a broken regular expression is one', () => expect(() => pattern('/(/')).toThrow(SyntaxError));

it('needs every part that it names to fit', () => {
  const match = { name: 'vol-*', account: '1111*', kind: 'aws_ebs_*', class: 'disk', region: 'eu-*' };
  expect(fits(match)).toBe(true);
  expect(fits(match, { name: 'disk-1' })).toBe(false);
  expect(fits(match, { accountId: '222222222222' })).toBe(false);
  expect(fits(match, { kind: 'aws_rds_db_instance' })).toBe(false);
  expect(fits(match, { class: 'vm' })).toBe(false);
  expect(fits(match, { region: 'us-east-1' })).toBe(false);
});

it('fits a tag in any spelling of its key, by the glob of its value', () => {
  const tags = { Cost_Centre: 'CC-7=b', env: 'prod' };
  expect(fits({ tag: 'cost-centre=cc-*' }, { tags })).toBe(true);
  expect(fits({ tag: 'costcentre=CC-7=b' }, { tags })).toBe(true);
  expect(fits({ tag: 'costcentre' }, { tags })).toBe(true);
  expect(fits({ tag: 'costcentre=cc-8' }, { tags })).toBe(false);
  expect(fits({ tag: 'stage=prod' }, { tags })).toBe(false);
});

it('does not fit a name where there is none', () => expect(fits({ name: 'vol-*' }, { name: null })).toBe(false));

it('is overruled by the rule before it, and stays as what was overridden', () => {
  const rules = [
    { match: { region: 'us-*' }, owner: 'nobody-here' },
    { match: { region: 'eu-*' }, owner: 'ana' },
    { match: { class: 'disk' }, owner: 'payments' },
  ];
  const owner = ownerOf({}, {}, { rules });
  expect(owner).toMatchObject({ id: 'ana', source: 'rule', key: 'region eu-*', from: 'config' });
  expect(owner.overrode.map(({ value }) => value)).toEqual(['payments']);
});
