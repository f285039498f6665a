/** Estates go the real way: a first one, so that the harness is known to show what the register says. */
import { expect, it } from 'vitest';
import { collected } from './collected.ts';

const volume = (state: string, attachments: readonly object[]) => ({
  ...{ VolumeId: 'vol-0harbour', Size: 100, State: state, CreateTime: '2024-01-01T00:00:00Z' },
  Attachments: attachments,
  Tags: [{ Key: 'owner', Value: 'data-platform' }],
});

it('finds a volume that nothing holds, and names it with its owner', async () => {
  const { said, resource } = await collected({
    aws: { '111122223333/eu-west-1': { DescribeVolumes: [volume('available', [])] } },
  });
  expect(resource('vol-0harbour').owner.id).toBe('data-platform');
  expect(said('vol-0harbour')).toEqual([expect.stringContaining('unattached_disk fail')]);
});
