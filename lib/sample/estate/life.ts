/** From day to day: what is born, dies, changes and is retagged, each by its own index and the seed. */
import { dayOf, mix, share } from './chance.ts';

/** Shares of the estate that a day makes, removes, changes and retags. */
const BORN_A_DAY = 0.01;
const DIES_A_DAY = 0.007;
const CHANGES_A_DAY = 0.01;
const RETAGGED_A_DAY = 0.007;

/** What was there on the first day is up to this many days old. */
const OLDEST_DAYS = 900;

/** The estate begins here, whatever the clock says. */
const EPOCH = Date.UTC(2026, 5, 1);
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export const timeAt = (day: number, minutes = 0): Date => new Date(EPOCH + day * DAY_MS + minutes * MINUTE_MS);

export interface Life {
  readonly seed: number;
  readonly day: number;
}

export interface Stage {
  readonly alive: boolean;
  /** Before the estate's first day for what was there then. */
  readonly born: number;
  /** How often it was changed and retagged: 0 or 1. */
  readonly changed: number;
  readonly retagged: number;
  /** Chance of its own, the same every day. */
  readonly hash: number;
}

/** Records of one kind in one place. Positions stay what they are: the dead leave theirs empty. */
export interface Cell {
  readonly key: string;
  /** Positions on the first day: what others may refer to on every day. */
  readonly initial: number;
  /** Positions today. */
  readonly count: number;
  at(index: number): Stage;
}

/** `expected` is how many there are on the first day, in the mean; `lasting` ones are never deleted. */
export const cellOf = ({ seed, day }: Life, key: string, expected: number, lasting = false): Cell => {
  const own = mix(seed, key);
  // Rounds up as often as the fraction says, so that small cells grow as large ones do.
  const luck = share(mix(own, 'luck'));
  const bornOn = (index: number) => Math.max(0, Math.ceil(((index + 1 - luck) / expected - 1) / BORN_A_DAY - 1e-9));
  return {
    key,
    initial: Math.floor(expected + luck),
    count: expected === 0 ? 0 : Math.floor(expected * (1 + BORN_A_DAY * day) + luck + 1e-9),
    at(index) {
      const hash = mix(own, index);
      const born = bornOn(index);
      const reaches = (what: string, daily: number) => day >= born + dayOf(mix(hash, what), daily);
      return {
        hash,
        alive: lasting || !reaches('dies', DIES_A_DAY),
        born: born > 0 ? born : -Math.floor(share(mix(hash, 'age')) * OLDEST_DAYS) - 1,
        changed: reaches('changes', CHANGES_A_DAY) ? 1 : 0,
        retagged: reaches('retagged', RETAGGED_A_DAY) ? 1 : 0,
      };
    },
  };
};

/** When a stage's resource was made. */
export const madeAt = ({ born, hash }: Stage): Date => timeAt(born, hash % 1440);
