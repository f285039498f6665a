/** Who has how much in a partition, from the compact index. */
import type { Entries } from './entry.ts';
import type { OwnerCounts } from './store.ts';

/** `billed` tells whether a class is billed for just existing. Retired and missing resources do not count. */
export const countOwners = (
  all: Iterable<Entries>,
  billed: (classId: string) => boolean,
): { readonly owners: Record<string, OwnerCounts>; readonly accounts: string[] } => {
  const owners = new Map<
    string,
    { resources: number; billed: number; classes: Record<string, number>; findings: number }
  >();
  const accounts = new Set<string>();
  for (const entries of all) {
    for (const { lifecycle, owner, class: classId, accountId, open } of entries.values()) {
      accounts.add(accountId);
      if (lifecycle === 'retired') continue;
      let counts = owners.get(owner);
      if (counts === undefined) owners.set(owner, (counts = { resources: 0, billed: 0, classes: {}, findings: 0 }));
      if (lifecycle !== 'missing') {
        counts.resources++;
        if (billed(classId)) {
          counts.billed++;
          counts.classes[classId] = (counts.classes[classId] ?? 0) + 1;
        }
      }
      counts.findings += Object.keys(open).length;
    }
  }
  return {
    owners: Object.fromEntries([...owners].sort(([a], [b]) => (a < b ? -1 : 1))),
    accounts: [...accounts].sort(),
  };
};
