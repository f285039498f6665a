/** Values of owner tags as people write them, against a small directory. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDirectory } from '../../lib/owners/directory.ts';
import type { DirectoryEntry } from '../../lib/owners/types.ts';
import { ownerOf } from './settings.ts';

const entry = (id: string, name: string, over: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  ...{ id, name, type: 'person', aliases: [], active: true, email: `${id}@quay.example` },
  ...over,
});

const crew: readonly DirectoryEntry[] = [
  entry('mira.holt', 'Mira Holt'),
  entry('juno', 'Juno Ek'),
  entry('rene', 'René Ågren', { aliases: ['r.a'] }),
  entry('old-timer', 'Otto Pike', { active: false }),
  entry('sam.p', 'Sam Park', { email: 'sam@quay.example' }),
  entry('sam.q', 'Sam Quist', { email: 'sam@dock.example' }),
  entry('freight', 'Freight Desk', { type: 'team', aliases: ['fd'], email: undefined }),
];
const directory = openDirectory(crew);
const owned = (value: string) => ownerOf({ tags: { owner: value } }, {}, { directory });
const found = (value: string) => {
  const { id, status, coOwners } = owned(value);
  return status === 'unknown' || status === 'none' ? status : [id, ...coOwners].join(' + ');
};

describe('several people in one value', () => {
  it.each([
    'mira.holt@quay.example, juno@quay.example',
    'mira.holt@quay.example;juno@quay.example',
    'mira.holt@quay.example:juno@quay.example',
    'mira.holt@quay.example juno@quay.example',
    'Mira Holt <mira.holt@quay.example>; Juno Ek <juno@quay.example>',
    'mira.holt | juno',
    'mira.holt/juno',
    'Mira Holt and Juno Ek',
    'nobody.known@quay.example, mira.holt, juno',
  ])('are owner and beside, in their order: %s', (value) => expect(found(value)).toBe('mira.holt + juno'));

  it('are owned by who is there before who left, and by who left where nobody else is', () => {
    expect(owned('Otto Pike, juno')).toMatchObject({ id: 'juno', status: 'known', coOwners: ['old-timer'] });
    expect(owned('Otto Pike, a.stranger')).toMatchObject({ id: 'old-timer', status: 'left', coOwners: [] });
  });

  it('overrides nothing where weaker evidence names one of them', () => {
    const tags = { owner: 'mira.holt, juno', team: 'juno' };
    expect(ownerOf({ tags }, {}, { directory }).overrode).toEqual([]);
  });

  it('stand by their addresses where the directory knows none of them', () => {
    expect(owned('A. Stranger <A.S@else.example>, b.t@else.example')).toMatchObject({
      ...{ id: 'a.s@else.example', status: 'unknown', coOwners: ['b.t@else.example'] },
    });
  });

  it('are not looked for in paths and names, of which only a part is known', () => {
    expect(found('freight/west')).toBe('unknown');
    expect(found('Desk and Juno')).toBe('unknown');
  });
});

it.each([
  ['a mail in brackets', 'Mira Holt <mira.holt@quay.example>', 'mira.holt'],
  ['a mail in text', 'ask Mira (mira.holt@quay.example)', 'mira.holt'],
  ['a login without its domain', 'MIRA.HOLT', 'mira.holt'],
  ['a login of a domain', 'QUAY\\juno', 'juno'],
  ['family name first', 'Holt, Mira', 'mira.holt'],
  ['an STS session', 'arn:aws:sts::210987654321:assumed-role/Admin/juno@quay.example', 'juno'],
  ['an STS session by login', 'arn:aws-cn:sts::210987654321:assumed-role/Admin/juno', 'juno'],
  ['a session of nobody, by a team’s role', 'arn:aws:sts::210987654321:assumed-role/freight/i-0123', 'freight'],
  ['an IAM user with a path', 'arn:aws:iam::210987654321:user/staff/juno', 'juno'],
  ['an IAM role', 'arn:aws:iam::210987654321:role/Freight-Desk', 'freight'],
  ['what AWS writes into aws:createdBy', 'AssumedRole:AROAXYZ:mira.holt@quay.example', 'mira.holt'],
  ['an IAM user there', 'IAMUser:AIDAXYZ:juno', 'juno'],
  ['a slug with underscores', 'freight_desk', 'freight'],
  ['a slug with dashes', 'Freight-Desk', 'freight'],
  ['letters alone', 'freightdesk', 'freight'],
  ['a label with words for signs', 'mira-holt_at_quay_dot_example', 'mira.holt'],
  ['a label with dashes for signs', 'mira-holt-quay-example', 'mira.holt'],
  ['a decomposed name', 'Rene\u0301 A\u030agren', 'rene'],
  ['a name without accents', 'Rene Agren', 'rene'],
  ['full-width letters', 'ＪＵＮＯ', 'juno'],
  ['blanks that do not break', '\u00a0juno@quay.example\u00a0', 'juno'],
  ['invisible characters', 'ju\u200bno@quay.example\ufeff', 'juno'],
])('finds who is meant by %s', (_, value, id) => expect(found(value)).toBe(id));

it.each([
  ['two have the same login', 'sam'],
  ['a login of another domain', 'juno@else.example'],
  ['two letters', 'r'],
  ['a role that is nobody’s', 'arn:aws:iam::210987654321:role/Deploy'],
])('guesses nobody where there is %s', (_, value) => expect(found(value)).toBe('unknown'));

it('names nobody by what forms and templates leave, in any spelling', () => {
  for (const value of ['tbc', 'CHANGE_ME', 'Unassigned', 'N.A.', '—', '\u200b', '%OWNER%', '{{ owner }}', '<owner>'])
    expect(found(value), value).toBe('none');
});

it('names nobody by what Terraform would have filled in', () => {
  expect(found(['$', '{var.owner}'].join(''))).toBe('none');
});

it('takes the placeholders of the config instead of the usual ones', () => {
  const owner = (value: string) => ownerOf({ tags: { owner: value } }, {}, { placeholders: ['Spare Parts'] });
  expect(owner('spare-parts').status).toBe('none');
  expect(owner('tbc').status).toBe('unknown');
});

it('finds a key that has invisible characters in it', () => {
  expect(ownerOf({ tags: { 'ow\u200bner\u00ad': 'juno' } }, {}, { directory }).id).toBe('juno');
});

it('names an unknown owner by an id that names the same one again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.emailAddress()), (value) => {
      const { id, status } = ownerOf({ tags: { owner: value } });
      if (status === 'unknown') expect(ownerOf({ tags: { owner: id } }).id).toBe(id);
    }),
  );
});
