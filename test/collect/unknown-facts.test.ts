import { describe, expect, it } from 'vitest';
import type { Resource } from '../../lib/kinds/types.ts';
import { collect, dayOf, denied, listing, rulesWith, volume, volumeId } from './estate.ts';
import { Memory } from './memory.ts';

const rules = rulesWith({ missing_required_tags: { tags: ['env'] }, unattached_disk: false });
const gaps = [denied()];
const kind = 'aws_ec2_load_balancer';
const group = volumeId('group');

const balancer = (over: Partial<Resource> = {}): Resource =>
  volume('lb', {
    kind,
    class: 'load_balancer',
    tags: { owner: 'ana', env: 'prod' },
    fields: { scheme: 'internal', targets: 2, backends: [group], networks: [volumeId('net')] },
    links: [
      { rel: 'routes_to', to: group },
      { rel: 'runs_in', to: volumeId('net') },
    ],
    ...over,
  });

/** As it comes when the calls beside the listing were refused. */
const blurred = (over: Partial<Resource> = {}): Resource =>
  balancer({
    tags: null,
    fields: { ...balancer().fields, targets: null, backends: null },
    links: [{ rel: 'runs_in', to: volumeId('net') }],
    unread: ['targets', 'backends'],
    ...over,
  });

const sweep = (memory: Memory, day: number, one: Resource, told: readonly unknown[] = []) =>
  collect(memory.open(), day, [listing([[one]], { kind, gaps: told })], { rules });

const findings = (memory: Memory) =>
  [...memory.findings.values()].filter(({ closed }) => !closed).map(({ check, verdict }) => `${check} ${verdict}`);

describe('a fact that could not be read', () => {
  it('stays what it was, with its links, tags and owner, and is no change', async () => {
    const memory = new Memory();
    await sweep(memory, 0, balancer());
    for (const day of [1, 2]) await sweep(memory, day, blurred(), gaps);
    expect(memory.get('lb')).toMatchObject({ tags: { env: 'prod' }, owner: { id: 'ana' }, links: balancer().links });
    await sweep(memory, 3, balancer());
    expect(memory.history('lb')).toHaveLength(1);
    expect(memory.get('lb')).toMatchObject({ tags: { env: 'prod' }, owner: { id: 'ana' }, links: balancer().links });
    expect(findings(memory)).toEqual([]);
  });

  it('is marked stale since the first sweep that lacked it, once, and no longer when it is read again', async () => {
    const memory = new Memory();
    await sweep(memory, 0, balancer());
    expect(memory.get('lb')).not.toHaveProperty('stale');
    await sweep(memory, 1, blurred(), gaps);
    const stale = ['tags', 'fields.targets', 'fields.backends'].map((fact) => ({ fact, since: dayOf(1) }));
    expect(memory.get('lb')).toMatchObject({ stale, version: 1, changedAt: dayOf(0) });
    memory.written = [];
    const { counts } = await sweep(memory, 2, blurred(), gaps);
    expect([memory.written, counts.changed]).toEqual([[], 0]);
    expect(memory.get('lb')).toMatchObject({ stale });
    await sweep(memory, 3, balancer());
    expect(memory.get('lb')).not.toHaveProperty('stale');
    memory.written = [];
    await sweep(memory, 4, balancer());
    expect(memory.written).toEqual([]);
  });

  it('stays stale since then through a change of something else, while others are read again', async () => {
    const memory = new Memory();
    await sweep(memory, 0, balancer());
    await sweep(memory, 1, blurred(), gaps);
    await sweep(memory, 2, blurred({ tags: balancer().tags, name: 'renamed' }), gaps);
    expect(memory.get('lb')).toMatchObject({
      version: 2,
      stale: ['fields.targets', 'fields.backends'].map((fact) => ({ fact, since: dayOf(1) })),
    });
  });

  it('is told of tags that were never read as well, and costs no write while they are not', async () => {
    const memory = new Memory();
    await sweep(memory, 0, balancer({ tags: null }), gaps);
    expect(memory.get('lb')).toMatchObject({ tags: {}, stale: [{ fact: 'tags', since: dayOf(0) }] });
    memory.written = [];
    await sweep(memory, 1, balancer({ tags: null }), gaps);
    expect(memory.written).toEqual([]);
  });

  it('stays what it was beside another that changed', async () => {
    const memory = new Memory();
    await sweep(memory, 0, balancer());
    await sweep(memory, 1, blurred({ name: 'renamed' }), gaps);
    expect(memory.history('lb')[1]!.changes).toEqual({ name: ['lb', 'renamed'] });
    expect(memory.get('lb')).toMatchObject({ fields: { targets: 2, backends: [group] }, tags: { owner: 'ana' } });
    await sweep(memory, 2, balancer({ name: 'renamed' }));
    expect(memory.history('lb')).toHaveLength(2);
  });

  it('is a change where the listing was whole: then the provider says that there is none', async () => {
    const memory = new Memory();
    await sweep(memory, 0, balancer());
    await sweep(memory, 1, blurred({ tags: balancer().tags, unread: undefined }));
    expect(memory.history('lb')[1]!.changes).toMatchObject({
      'fields.targets': [2, null],
      links: [expect.anything(), [expect.anything()]],
    });
  });
});

describe('tags that could not be read', () => {
  it('stay as they were, though the listing tells of no gap', async () => {
    const memory = new Memory();
    await sweep(memory, 0, balancer());
    await sweep(memory, 1, balancer({ tags: null }));
    expect(memory.history('lb')).toHaveLength(1);
    expect(memory.get('lb')).toMatchObject({ tags: { owner: 'ana', env: 'prod' }, owner: { id: 'ana' } });
  });

  it('are not taken for tags that are missing, at first sight nor when something else changes', async () => {
    const memory = new Memory();
    const unread = balancer({ tags: null });
    await sweep(memory, 0, unread, gaps);
    expect(findings(memory)).toEqual(['missing_required_tags unknown', 'unowned unknown']);
    await sweep(memory, 1, { ...unread, name: 'renamed' }, gaps);
    await sweep(memory, 2, { ...unread, name: 'renamed again' }, gaps);
    expect(findings(memory)).toEqual(['missing_required_tags unknown', 'unowned unknown']);
    await sweep(memory, 3, balancer({ tags: {}, name: 'renamed again' }));
    expect(findings(memory)).toEqual(['missing_required_tags fail', 'unowned fail']);
    expect(memory.history('lb')).toHaveLength(3);
  });

  it('stay none where none was read before', async () => {
    const memory = new Memory();
    await sweep(memory, 0, balancer({ tags: {} }));
    await sweep(memory, 1, balancer({ tags: null, name: 'renamed' }), gaps);
    expect(findings(memory)).toEqual(['missing_required_tags fail', 'unowned fail']);
  });
});

describe('a question about who refers to a thing', () => {
  const address = volume('address', {
    kind: 'aws_ec2_target_group',
    class: 'target_group',
    fields: { targets: 0, backends: [] },
    links: [],
  });
  const asking = {
    ...rules,
    look: (subject: Resource) =>
      subject.class === 'target_group'
        ? [
            {
              check: 'unattached_disk',
              outcome: {
                any: [{ ask: 'referred', id: subject.id, by: ['load_balancer'] }],
                needs: ['load_balancer'],
                yes: { verdict: 'pass' },
                no: { verdict: 'fail', reason: 'Nothing refers to it.' },
              } as const,
            },
          ]
        : [],
  };
  const verdictOf = async (one: Resource) => {
    const memory = new Memory();
    await collect(
      memory.open(),
      0,
      [listing([[address]], { kind: 'aws_ec2_target_group' }), listing([[one]], { kind })],
      {
        rules: asking,
      },
    );
    return [...memory.findings.values()].map(({ verdict, reason }) => `${verdict}: ${reason}`);
  };

  it('cannot be answered while what may refer to it was not read, and says of which resource', async () => {
    const tagged = { tags: balancer().tags, links: [] };
    expect(await verdictOf(balancer(tagged))).toEqual(['fail: Nothing refers to it.']);
    expect(await verdictOf(blurred(tagged))).toEqual([`unknown: what ${volumeId('lb')} refers to could not be read`]);
  });

  it('is answered though tags, or a field that holds no reference, could not be read', async () => {
    expect(await verdictOf(balancer({ tags: null, links: [] }))).toEqual(['fail: Nothing refers to it.']);
    const uncounted = { ...balancer().fields, targets: null };
    expect(await verdictOf(balancer({ fields: uncounted, unread: ['targets'], links: [] }))).toEqual([
      'fail: Nothing refers to it.',
    ]);
  });
});
