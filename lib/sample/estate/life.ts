/** From day to day: what is born, dies, changes and is retagged, each by its own index and the seed. */
import { dayOf, mix, share } from './chance.ts';

/** Shares of the estate that a day makes, removes, changes and retags. */
const BORN_A_DAY = 0.01;
const DIES_A_DAY = 0.007;
const CHANGES_A_DAY = 0.01;
const RETAGGED_A_DAY = 0.007;

/** The estate begins here, whatever the clock says. */
const EPOCH = Date.UTC(2026, 5, 1);
const DAY_MS = 86_400_000;

export const timeAt = (day: number, minutes = 0): Date => new Date(EPOCH + day * DAY_MS + minutes * 60_000);

export interface Life {
  readonly seed: number;
  readonly day: number;
}

/** Positions of a sequence that had `initial` records on day 0; a place that had none stays empty. */
export const positionsOf = (initial: number, day: number): number => initial + Math.floor(initial * BORN_A_DAY * day);

export interface Stage {
  readonly alive: boolean;
  /** Before the estate's first day for what was there then. */
  readonly born: number;
  /** How often it was changed and retagged: 0 or 1. */
  readonly changed: number;
  readonly retagged: number;
}

/** `key` names the sequence: provider, account, place, kind. */
export const stageOf = ({ seed, day }: Life, key: string, index: number, initial: number): Stage => {
  const late = index >= initial;
  const born = late ? Math.ceil((index - initial + 1) / (initial * BORN_A_DAY)) : 0;
  const hash = mix(seed, key, index);
  return {
    alive: day < born + dayOf(mix(hash, 'dies'), DIES_A_DAY),
    born: late ? born : -Math.floor(share(mix(hash, 'age')) * 900) - 1,
    changed: day >= born + dayOf(mix(hash, 'changes'), CHANGES_A_DAY) ? 1 : 0,
    retagged: day >= born + dayOf(mix(hash, 'retagged'), RETAGGED_A_DAY) ? 1 : 0,
  };
};
