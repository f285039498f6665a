/** A listing's entries, by the thousand, and the chunks that the table has of them. */
import type { Entry } from '../../lib/collect/entry.ts';
import type { Item } from '../../lib/register/database.ts';
import { dayOf, volumeId } from '../collect/estate.ts';
import { itemsOf, type Table } from './table.ts';

export const LISTING = 'aws_ebs_volume@eu-west-1';
export const state = {
  outcome: 'complete',
  reason: null,
  found: 0,
  lastComplete: null,
  heldRuns: 0,
  run: 'run-0',
} as const;

export const entriesOf = (count: number): Map<string, Entry> =>
  new Map(
    Array.from({ length: count }, (_, i) => {
      const id = `${volumeId(`v${i}`)}-漢\n${i % 7 === 0 ? 'x'.repeat(900) : ''}`;
      const pending = [
        { check: 'unowned', outcome: { verdict: 'fail', reason: 'Nobody.' } },
        {
          check: 'orphaned_snapshot',
          outcome: { any: [{ ask: 'exists', id }], needs: '*', yes: { verdict: 'pass' }, no: { verdict: 'pass' } },
        },
      ] as const;
      return [
        id,
        {
          id,
          kind: 'aws_ebs_volume',
          type: i % 5 === 0 ? 'AWS::EC2::Volume' : 'ec2:volume',
          ...(i % 6 === 0 && { exempt: true as const }),
          class: 'disk',
          accountId: '111111111111',
          region: ['eu-west-1', 'global'][i % 2]!,
          owner: `owner-${i % 50}`,
          hash: Math.sin(i).toString(36).slice(2, 18),
          version: i,
          lifecycle: (['active', 'missing', 'retired', 'stopped'] as const)[i % 4]!,
          since: dayOf(i % 9),
          firstSeen: dayOf(i % 4),
          group: i % 3 === 0 ? `group-${i % 10}` : null,
          links: i % 5 === 0 ? [{ rel: 'attached_to', to: volumeId(`m${i}`) }] : [],
          pending: i % 11 === 0 ? pending : [],
          lasting: i % 13 === 0 ? { unowned: { since: dayOf(1), ...(i % 2 === 0 && { ended: dayOf(3) }) } } : {},
          open: i % 11 === 0 ? { unowned: { says: 'fail|low|ana|Nobody.', since: dayOf(1) } } : {},
        },
      ];
    }),
  );

export const chunksOf = async (table: Table): Promise<Item[]> =>
  (await itemsOf(table)).filter(({ sk }) => sk.startsWith('m#'));
