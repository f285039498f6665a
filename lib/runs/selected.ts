/** What a root has without the accounts that the config leaves out. */
import { type Selection, selectorOf } from '../kinds/selection.ts';
import type { ClosedAccount, Partition } from '../providers/types.ts';

export interface Selected {
  readonly partitions: readonly Partition[];
  /** Accounts that are there and not collected, each with why. */
  readonly leftOut: readonly ClosedAccount[];
}

/** A partition of which no account is left is none. */
export const selectedOf = (all: readonly Partition[], selection: Selection): Selected => {
  const { account: because } = selectorOf(selection);
  const leftOut: ClosedAccount[] = [];
  const partitions = all.flatMap((partition): Partition[] => {
    const here = partition.accounts.flatMap((account): ClosedAccount[] => {
      const reason = because(account, partition.provider);
      return reason === undefined ? [] : [{ id: account.id, name: account.name, reason }];
    });
    if (here.length === 0) return [partition];
    leftOut.push(...here);
    const gone = new Set(here.map(({ id }) => id));
    const accounts = partition.accounts.filter(({ id }) => !gone.has(id));
    return accounts.length === 0 ? [] : [{ ...partition, accounts, leftOut: here }];
  });
  return { partitions, leftOut };
};
