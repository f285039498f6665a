/** The three checks of what is known of the owner. */
import type { Owner } from '../../../lib/owners/types.ts';
import { a, type Cases, type KindId } from '../harness.ts';

const kinds = ['aws_resource', 'azure_resource_group', 'gcp_project'] as const satisfies readonly KindId[];
const owned = (kind: KindId, owner: Partial<Owner>, over = {}) => {
  const subject = a(kind, {}, over);
  return { ...subject, owner: { ...subject.owner, ...owner } };
};
const nobody = { id: 'unowned', status: 'none', source: null, key: null, value: null, from: null } as const;
const carol = { id: 'carol', status: 'unknown', key: 'Owner', value: 'Carol' } as const;
const bob = { id: 'bob', status: 'left', source: 'group', key: 'Team', value: 'rob' } as const;

const forEach = (cases: (kind: KindId) => Cases['cases']) => kinds.flatMap(cases);

export const unowned: Cases = {
  cases: forEach((kind) => [
    { shows: `${kind}: nothing names an owner`, of: owned(kind, nobody), gives: { fail: 'names an owner' } },
    {
      shows: `${kind}: its tags, which might, could not be read`,
      of: owned(kind, nobody, { tags: null }),
      gives: { unknown: 'its tags could not be read' },
    },
    {
      shows: `${kind}: its account names one, though its tags could not be read`,
      of: owned(kind, { source: 'account' }, { tags: null }),
      gives: 'pass',
    },
    { shows: `${kind}: somebody unknown is another finding`, of: owned(kind, carol), gives: 'pass' },
    { shows: `${kind}: somebody who left is another finding`, of: owned(kind, bob), gives: 'pass' },
  ]),
};

export const ownerLeft: Cases = {
  alwaysTells: 'the directory says of everybody in it whether they are there',
  cases: forEach((kind) => [
    {
      shows: `${kind}: its owner left, with the evidence word for word`,
      of: owned(kind, bob),
      gives: { fail: 'The group Team says "rob": bob, who has left.' },
    },
    { shows: `${kind}: its owner is there`, of: owned(kind, {}), gives: 'pass' },
    { shows: `${kind}: nobody cannot leave`, of: owned(kind, nobody), gives: 'pass' },
  ]),
};

export const unknownOwner: Cases = {
  alwaysTells: 'a name is in the directory or is not',
  cases: forEach((kind) => [
    {
      shows: `${kind}: the directory does not know its owner, whose name is kept word for word`,
      of: owned(kind, carol),
      gives: { fail: 'The tag Owner says "Carol", whom the directory does not know.' },
    },
    { shows: `${kind}: it knows the owner`, of: owned(kind, {}), gives: 'pass' },
    { shows: `${kind}: it knows who left`, of: owned(kind, bob), gives: 'pass' },
    { shows: `${kind}: there is no owner to know`, of: owned(kind, nobody), gives: 'pass' },
    { shows: `${kind}: there is no directory`, of: owned(kind, carol), params: { directory: false }, gives: 'pass' },
  ]),
};
