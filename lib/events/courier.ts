/** Brings parcels to their targets. What a target did not take is kept in the table, and is brought again next time. */
import type { Database } from '../register/database.ts';
import { pack, unpack } from '../register/pack.ts';
import { keys } from '../register/table.ts';
import type { Parcel, Target } from './targets.ts';

/** A target that did not take everything. */
export interface Undelivered {
  readonly target: string;
  readonly reason: string;
  /** Parcels that are kept for it. */
  readonly waiting: number;
}

export interface Targets {
  readonly digest: readonly Target[];
  readonly events: readonly Target[];
}

export interface Courier {
  /** What was kept for the targets, the oldest first. */
  resend(): Promise<void>;
  /** To all targets of its kind. `part` tells parcels of a run apart, and is the same for the same again. */
  send(run: string, part: string, parcel: Parcel): Promise<void>;
  undelivered(): readonly Undelivered[];
}

/**
 * Opens a courier for the targets. A target that fails once is left alone until the next courier, and what it lacks is
 * kept.
 */
export const openCourier = (database: Database, targets: Targets): Courier => {
  const broken = new Map<Target, { readonly reason: string; waiting: number }>();

  /** Once a target failed it is left alone until next time: a receiver that is down would hold everything up. */
  const deliver = async (target: Target, parcel: Parcel): Promise<boolean> => {
    const failed = broken.get(target);
    if (failed) {
      failed.waiting++;
      return false;
    }
    try {
      await target.deliver(parcel);
      return true;
    } catch (error) {
      // Who reads stdout has seen enough: that is no failure to be made good.
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw error;
      broken.set(target, { reason: (error as Error).message, waiting: 1 });
      return false;
    }
  };

  const send = async (target: Target, run: string, part: string, parcel: Parcel) => {
    if (await deliver(target, parcel)) return;
    // A run that is told again after a crash may know less than the first time: what is kept stays.
    const item = { ...keys.owed(target.key, run, part), parcel: pack(parcel) };
    await database.putIf(item, 'attribute_not_exists(pk)', {});
  };

  return {
    async resend() {
      for (const target of [...targets.events, ...targets.digest]) {
        const { pk, sk } = keys.owed(target.key, '', '');
        for await (const item of database.query(pk, sk.slice(0, -1))) {
          if (await deliver(target, unpack<Parcel>(item.parcel)))
            await database.write([], [{ pk: item.pk, sk: item.sk }]);
        }
      }
    },
    send: async (run, part, parcel) => {
      await Promise.all(targets[parcel.kind].map((target) => send(target, run, part, parcel)));
    },
    undelivered: () => [...broken].map(([{ name }, { reason, waiting }]) => ({ target: name, reason, waiting })),
  };
};
