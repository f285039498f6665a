/** A directory of people that lost most of them at once is not believed before somebody says that it is right. */
import { describe, expect, it } from 'vitest';
import type { DirectoryEntry } from '../../lib/owners/types.ts';
import { confirm } from '../../lib/register/acts.ts';
import type { Database } from '../../lib/register/database.ts';
import { collected } from './collected.ts';

const crew: readonly DirectoryEntry[] = ['mira', 'juno', 'rene', 'otto'].map((id) => ({
  ...{ id, type: 'person', name: id, aliases: [] },
  active: id !== 'otto',
}));

const aws = {
  '111122223333/eu-west-1': {
    DescribeVolumes: crew.map(({ id }) => ({
      ...{ VolumeId: `vol-0${id}`, Size: 8, State: 'in-use', CreateTime: '2025-01-01T00:00:00Z' },
      Attachments: [{ InstanceId: 'i-0elsewhere', State: 'attached' }],
      Tags: [{ Key: 'owner', Value: id }],
    })),
  },
};

const people = (directory: readonly DirectoryEntry[]) => ({ policy: { owners: { directory } } });
const word = (database: Database) =>
  confirm(database, { partition: 'owners', listing: 'directory', by: 'mira', now: '2026-06-02T08:00:00.000Z' });

const statuses = async (...runs: readonly object[]) => {
  const {
    resource,
    findings,
    runs: all,
  } = await collected({
    aws,
    runs: runs.map((run, day) => ({ day, ...run })),
  });
  return {
    status: crew.map(({ id }) => resource(`vol-0${id}`).owner.status).join(' '),
    versions: crew.map(({ id }) => resource(`vol-0${id}`).version),
    findings: findings.map(({ check }) => check),
    last: all.at(-1)!,
  };
};

const before = 'known known known left';

describe('a directory', () => {
  it.each([
    ['that is empty', [], '4 of 4 people and teams are gone'],
    ['that is cut', crew.slice(0, 1), '3 of 4 people and teams are gone'],
    ['in which who left is back', crew.map((one) => ({ ...one, active: true })), '1 of 1 who had left are back'],
    ['in which everybody left', crew.map((one) => ({ ...one, active: false })), '3 of 3 who were there have left'],
  ])('%s is held: owners stay as they were, and the run says why', async (_, directory, reason) => {
    const { status, versions, findings, last } = await statuses(people(crew), people(directory), people(directory));
    expect(status).toBe(before);
    expect(versions).toEqual([1, 1, 1, 1]);
    expect(findings).toEqual(['owner_left']);
    expect(last.listings.incomplete).toMatchObject([
      { partition: 'owners', listing: 'directory', outcome: 'held', reason: expect.stringContaining(reason) },
    ]);
  });

  it('that is held is believed once somebody says so, and what comes later is judged anew', async () => {
    const left = crew.slice(0, 1);
    const { status, last } = await statuses(people(crew), people(left), { ...people(left), before: word });
    expect(status).toBe('known unknown unknown unknown');
    expect(last.listings.incomplete).toEqual([]);
    const again = await statuses(people(crew), people(left), { ...people(left), before: word }, people([]));
    expect(again.last.listings.incomplete).toMatchObject([{ listing: 'directory', outcome: 'held' }]);
  });

  it('that is whole again after it was cut is believed without a word', async () => {
    const { status, last } = await statuses(people(crew), people([]), people(crew));
    expect([status, last.listings.incomplete]).toEqual([before, []]);
  });

  it('that one person leaves is believed at once', async () => {
    const { status } = await statuses(people(crew), people(crew.slice(1)));
    expect(status).toBe('unknown known known left');
  });
});

it('confirms no directory that is not held', async () => {
  await expect(collected({ aws, runs: [people(crew), { ...people(crew), before: word }] })).rejects.toThrow(
    'is not held',
  );
});
