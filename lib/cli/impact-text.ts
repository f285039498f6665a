/** What a retirement would do to others, for a person: `cadastre impact`. */
import type { Impact, Reached } from '../register/history-types.ts';
import { safe } from './format/text.ts';
import { counted } from './words.ts';

/** Each below what leads to it; the relation reads from whichever of the two states it. */
const lines = (all: readonly Reached[]): string[] =>
  all.map(
    ({ id, kind, owner, depth, rel, through }) =>
      `${'  '.repeat(depth)}${kind}  ${id}  (${rel.replace('_', ' ')}${depth > 1 ? `, by way of ${through}` : ''}; owner ${owner})`,
  );

const group = (title: string, all: readonly Reached[], none: string): string[] => [
  '',
  all.length === 0 ? title : `${title}: ${counted(all.length, 'resource')}`,
  ...(all.length === 0 ? [`  ${none}`] : lines(all)),
];

export const impactText = ({ id, kind, dependents, orphans }: Impact): string =>
  `${[
    `${kind}  ${id}`,
    ...group('Depends on it', dependents, 'nothing'),
    ...group('Orphaned without it', orphans, 'nothing'),
  ]
    .map(safe)
    .join('\n')}\n`;
