import { describe, expect, it } from 'vitest';
import { openChecks } from '../../lib/checks/evaluate.ts';
import { answer, type QuestionView } from '../../lib/checks/questions.ts';
import { fail, pass, type Question } from '../../lib/checks/types.ts';
import { a, daysAgo, idOf, NOW } from './harness.ts';

const orphan = a('aws_ebs_volume', { state: 'unattached', attachedTo: [] });
const said = (settings: Parameters<typeof openChecks>[0], subject = orphan, now = NOW) =>
  openChecks(settings)
    .look(subject, { now })
    .map(({ check }) => check);

describe('looking', () => {
  it('runs the checks of the class and those of every class, and no others', () => {
    const nic = a('aws_ec2_network_interface', { state: 'available', attachedTo: [], managed: false });
    const lost = { ...nic, owner: { ...nic.owner, status: 'left' } } as const;
    expect(said({}, lost)).toEqual(['owner_left', 'unattached_network_interface']);
  });

  it('leaves out a check that is off, and runs one without settings by its defaults', () => {
    expect(said({ unattached_disk: false })).toEqual([]);
    expect(said({ unattached_disk: {} })).toEqual(['unattached_disk']);
    expect(said({})).toEqual(['unattached_disk']);
  });

  it('refuses params that do not fit', () => {
    expect(() => openChecks({ stopped_vm: { days: -1 } })).toThrow(/days/);
  });

  it('takes a check that throws for one that cannot tell, and runs the others', () => {
    const broken = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no such field');
        },
      },
    );
    const hostile = { ...orphan, fields: broken, owner: { ...orphan.owner, status: 'left' } } as const;
    expect(openChecks({}).look(hostile, { now: NOW })).toEqual([
      { check: 'owner_left', outcome: { verdict: 'fail', reason: expect.any(String) } },
      { check: 'unattached_disk', outcome: { verdict: 'unknown', reason: 'the check failed: no such field' } },
    ]);
  });

  it('gives the same reason from day to day while nothing changes', () => {
    const vm = a('aws_ec2_instance', { state: 'deallocated', stoppedAt: daysAgo(100) });
    const at = (now: string) => openChecks({}).look(vm, { now });
    expect(at(NOW)).toEqual(at(daysAgo(-1)));
    expect(at(NOW)).toHaveLength(1);
  });

  it('knows the severity of each check', () => {
    expect(openChecks({}).severity('owner_left')).toBe('high');
    expect(openChecks({}).severity('unattached_disk')).toBe('medium');
  });
});

describe('a question', () => {
  const x = idOf('aws', 'x');
  const view = (over: Partial<QuestionView>): QuestionView => ({
    exists: () => false,
    referred: () => false,
    leadsOut: () => false,
    incomplete: () => null,
    outside: () => null,
    undescribed: () => null,
    ...over,
  });
  const ask = (over: Partial<Question> = {}): Question => ({
    any: [
      { ask: 'exists', id: x },
      { ask: 'referred', id: x, by: ['image'] },
    ],
    needs: ['disk', 'image'],
    yes: pass,
    no: fail('gone'),
    ...over,
  });
  const incomplete = (classId: string) => (classId === 'image' ? 'images are not complete' : null);

  it('is answered yes by any that is true, complete or not', () => {
    expect(answer(ask(), view({ exists: (id) => id === x, incomplete }))).toEqual(pass);
    expect(answer(ask(), view({ referred: (id, by) => id === x && by?.[0] === 'image', incomplete }))).toEqual(pass);
  });

  it('is answered no only where all that it needs was complete', () => {
    expect(answer(ask(), view({}))).toEqual(fail('gone'));
    expect(answer(ask({ needs: ['disk'] }), view({ incomplete }))).toEqual(fail('gone'));
    expect(answer(ask(), view({ incomplete }))).toEqual({ verdict: 'unknown', reason: 'images are not complete' });
  });

  it('that needs everything asks for everything', () => {
    const all = view({ incomplete: (classId) => (classId === '*' ? 'something is not complete' : null) });
    expect(answer(ask({ needs: '*' }), all)).toEqual({ verdict: 'unknown', reason: 'something is not complete' });
  });
});
