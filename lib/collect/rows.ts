/** Entries as rows of columns, each fact of a row by its number: what rows share is kept once. */

import type { Lasted } from '../checks/lasting.ts';
import type { Link } from '../kinds/types.ts';
import type { Hold } from '../owners/holders.ts';
import { Numbers, Shared } from './columns.ts';
import type { Entry, OpenFinding, Pending } from './entry.ts';
import { Hashes } from './hashes.ts';
import { Lists } from './lists.ts';
import { Names } from './names.ts';
import { idsIn, templateOf, withIds } from './templates.ts';

/** Facts that are words, which many rows share. */
export const wordy = [
  'kind',
  'type',
  'class',
  'accountId',
  'region',
  'owner',
  'lifecycle',
  'since',
  'firstSeen',
] as const;
export type Wordy = (typeof wordy)[number];

/** What few have. */
type Rare = Pick<Entry, 'lacked' | 'stale' | 'unchanged'>;

/** Different things said that are looked for: those with a resource's name in them would be as many as resources. */
const TEMPLATES = 50_000;

const noLinks: readonly Link[] = [];
const noNames: readonly string[] = [];
const noFindings: Entry['open'] = {};
const noStates: Entry['lasting'] = {};
const noRarities: Rare = {};

/** Of a state that did not end. */
const NEVER = '';

/** Groups are numbered from 1 on. */
const NO_GROUP = 0;

/** What holds it is numbered from 2 on. */
const NOT_ASKED = 0;
const NO_HOLDER = 1;

/** The entries' facts, by row and column: what is said of many is kept once. */
export class Rows {
  readonly names = new Names();
  readonly #name = new Numbers();
  readonly #words = Object.fromEntries(wordy.map((fact) => [fact, new Numbers()])) as Record<Wordy, Numbers>;
  readonly #group = new Numbers();
  readonly #version = new Numbers();
  readonly #holder = new Numbers();
  /** How it hangs there, twice, and one more where that has an owner. */
  readonly #holds = new Numbers();
  readonly #hash = new Hashes();
  readonly #seen = new Numbers();
  readonly #exempt = new Numbers();
  readonly #pending = new Numbers();
  /** The names that its questions ask of. */
  readonly #asked = new Lists();
  /** Of each link its relation and name. */
  readonly #links = new Lists();
  /** Of each finding its check, what it says, since when, and what else there is of it. */
  readonly #open = new Lists();
  /** Of each state its check, since when, and when it ended. */
  readonly #lasting = new Lists();
  readonly #called = new Lists();
  readonly #rare = new Map<number, Rare>();

  readonly #vocabulary = new Shared<string>();
  readonly #templates = new Shared<readonly Pending[]>(TEMPLATES);
  readonly #others = new Shared<Omit<OpenFinding, 'says' | 'since'>>();

  get length(): number {
    return this.#name.length;
  }

  /** A new row; all else of it is to be set. */
  add(name: number): number {
    for (const column of Object.values(this.#words)) column.push(0);
    for (const column of [this.#group, this.#version, this.#seen, this.#exempt]) column.push(0);
    for (const column of [this.#pending, this.#holder, this.#holds]) column.push(0);
    for (const lists of [this.#links, this.#open, this.#lasting, this.#asked, this.#called]) lists.add();
    this.#hash.add();
    return this.#name.push(name);
  }

  id(row: number): string {
    return this.names.at(this.#name.at(row));
  }

  #word = (number: number): string => this.#vocabulary.at(number);
  #numberOf = (word: string): number => this.#vocabulary.numberOf(word, word);

  word = (row: number, fact: Wordy): string => this.#word(this.#words[fact].at(row));
  setWord = (row: number, fact: Wordy, word: string): void => this.#words[fact].set(row, this.#numberOf(word));

  group(row: number): string | null {
    const group = this.#group.at(row);
    return group === NO_GROUP ? null : this.names.at(group - 1);
  }
  setGroup(row: number, group: string | null): void {
    this.#group.set(row, group === null ? NO_GROUP : this.names.numberOf(group) + 1);
  }

  held(row: number): Entry['held'] {
    const holder = this.#holder.at(row);
    if (holder === NOT_ASKED || holder === NO_HOLDER) return holder === NOT_ASKED ? undefined : null;
    const holds = this.#holds.at(row);
    return { by: this.#word(holds >>> 1) as Hold, id: this.names.at(holder - 2), named: (holds & 1) === 1 };
  }
  setHeld(row: number, held: Entry['held']): void {
    this.#holder.set(row, held ? this.names.numberOf(held.id) + 2 : held === null ? NO_HOLDER : NOT_ASKED);
    if (held) this.#holds.set(row, this.#numberOf(held.by) * 2 + (held.named ? 1 : 0));
  }

  version = (row: number): number => this.#version.at(row);
  setVersion = (row: number, version: number): void => this.#version.set(row, version);

  seen = (row: number): boolean => this.#seen.at(row) === 1;
  setSeen = (row: number, seen: boolean): void => this.#seen.set(row, seen ? 1 : 0);

  exempt = (row: number): true | undefined => (this.#exempt.at(row) === 1 ? true : undefined);
  setExempt = (row: number, exempt: true | undefined): void => this.#exempt.set(row, exempt ? 1 : 0);

  hash = (row: number): string => this.#hash.of(row);
  setHash = (row: number, hash: string): void => this.#hash.set(row, hash);

  called(row: number): Entry['called'] {
    const list = this.#called.of(row);
    return list.length === 0 ? undefined : list.map((name) => this.names.at(name));
  }
  setCalled(row: number, called: Entry['called'] = noNames): void {
    this.#called.set(
      row,
      called.map((name) => this.names.numberOf(name)),
    );
  }

  rare = (row: number): Rare => this.#rare.get(row) ?? noRarities;
  setLacked = (row: number, lacked: Entry['lacked']): void => this.#setRare(row, { lacked });
  setStale = (row: number, stale: Entry['stale']): void => this.#setRare(row, { stale });
  setUnchanged = (row: number, unchanged: Entry['unchanged']): void => this.#setRare(row, { unchanged });
  #setRare(row: number, rarity: Rare): void {
    if (!this.#rare.has(row) && Object.values(rarity)[0] === undefined) return;
    const rare = Object.entries({ ...this.#rare.get(row), ...rarity }).filter(([, value]) => value !== undefined);
    if (rare.length > 0) this.#rare.set(row, Object.fromEntries(rare));
    else this.#rare.delete(row);
  }

  links(row: number): readonly Link[] {
    const list = this.#links.of(row);
    if (list.length === 0) return noLinks;
    return Array.from({ length: list.length / 2 }, (_, n) => ({
      rel: this.#word(list[2 * n]!) as Link['rel'],
      to: this.names.at(list[2 * n + 1]!),
    }));
  }
  setLinks(row: number, links: readonly Link[]): void {
    this.#links.set(
      row,
      links.flatMap(({ rel, to }) => [this.#numberOf(rel), this.names.numberOf(to)]),
    );
  }

  open(row: number): Entry['open'] {
    const list = this.#open.of(row);
    if (list.length === 0) return noFindings;
    return Object.fromEntries(
      Array.from({ length: list.length / 4 }, (_, n): [string, OpenFinding] => {
        const [check, says, since, others] = list.slice(4 * n) as [number, number, number, number];
        return [this.#word(check), { says: this.#word(says), since: this.#word(since), ...this.#others.at(others) }];
      }),
    );
  }
  setOpen(row: number, open: Entry['open']): void {
    const list = Object.entries(open).flatMap(([check, { says, since, ...others }]) => [
      ...[check, says, since].map(this.#numberOf),
      this.#others.numberOf(JSON.stringify(others), others),
    ]);
    this.#open.set(row, list);
  }

  lasting(row: number): Entry['lasting'] {
    const list = this.#lasting.of(row);
    if (list.length === 0) return noStates;
    return Object.fromEntries(
      Array.from({ length: list.length / 3 }, (_, n): [string, Lasted] => {
        const [check, since, ended] = list.slice(3 * n, 3 * n + 3).map(this.#word) as [string, string, string];
        return [check, ended === NEVER ? { since } : { since, ended }];
      }),
    );
  }
  setLasting(row: number, lasting: Entry['lasting']): void {
    const list = Object.entries(lasting).flatMap(([check, { since, ended = NEVER }]) => [check, since, ended]);
    this.#lasting.set(row, list.map(this.#numberOf));
  }

  pending(row: number): readonly Pending[] {
    const template = this.#templates.at(this.#pending.at(row));
    const asked = this.#asked.of(row);
    return asked.length === 0 ? template : withIds(template, (place) => this.names.at(asked[place]!));
  }
  setPending(row: number, pending: readonly Pending[]): void {
    const ids = idsIn(pending);
    const template = ids.length === 0 ? pending : templateOf(pending);
    this.#pending.set(row, this.#templates.numberOf(JSON.stringify(template), template));
    this.#asked.set(
      row,
      ids.map((id) => this.names.numberOf(id)),
    );
  }
}
