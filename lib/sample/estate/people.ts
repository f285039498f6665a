/** The people and teams of Alder & Finch, a shop that does not exist. */
import type { DirectoryEntry } from '../../owners/types.ts';

const teams = [
  ['payments', 'Payments', 'CC-1100'],
  ['checkout', 'Checkout', 'CC-1110'],
  ['search', 'Search', 'CC-1200'],
  ['data-platform', 'Data Platform', 'CC-2100'],
  ['identity', 'Identity', 'CC-2200'],
  ['mobile', 'Mobile', 'CC-1300'],
  ['logistics', 'Logistics', 'CC-1400'],
  ['marketing', 'Marketing', 'CC-3100'],
  ['sre', 'Site Reliability', 'CC-2000'],
  ['security', 'Security', 'CC-2300'],
] as const;

const names = `
  ana.silva ben.okafor chen.wei dina.hassan emil.novak fatima.zahra george.hill hana.kim ivan.petrov julia.meyer
  kofi.mensah lena.berg marco.rossi nadia.karim oscar.lund priya.nair quinn.moore rosa.diaz sami.virtanen tara.singh
  umar.farooq vera.costa wim.jansen ximena.lopez yuki.tanaka zoe.martin adam.clark bella.fischer carl.olsen daria.popa`;
export const personIds: readonly string[] = names.trim().split(/\s+/);
export const teamIds: readonly string[] = teams.map(([id]) => id);

/** One in ten has left; what they owned is still there. */
const LEFT_EVERY = 10;

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
const email = (id: string) => `${id}@alderfinch.example`;

export const directory: readonly DirectoryEntry[] = [
  ...teams.map(
    ([id, name, costCentre], index): DirectoryEntry => ({
      id,
      type: 'team',
      name,
      aliases: [`team-${id}`, `#${id}`],
      active: true,
      email: email(id),
      manager: personIds[(index * 3) % personIds.length],
      department: index < 6 ? 'Product' : 'Platform',
      costCentre,
    }),
  ),
  ...personIds.map((id, index): DirectoryEntry => {
    const [given = '', family = ''] = id.split('.');
    const [team, , costCentre] = teams[index % teams.length]!;
    return {
      id,
      type: 'person',
      name: `${capital(given)} ${capital(family)}`,
      // Labels of Google Cloud take no dot.
      aliases: [`${given[0]}${family}`, `${given}-${family}`],
      active: index % LEFT_EVERY !== LEFT_EVERY - 1,
      email: email(id),
      manager: personIds[(index + 7) % personIds.length],
      department: team,
      costCentre,
    };
  }),
];

export const costCentreOf = (team: string): string => teams.find(([id]) => id === team)?.[2] ?? 'CC-9999';

/** What the company runs. */
export const apps = 'api web worker etl cache queue ledger index feed gateway admin batch'.split(' ');
export const environments = ['prod', 'staging', 'dev', 'test'] as const;
