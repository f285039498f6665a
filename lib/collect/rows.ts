/** Entries as rows of columns, each fact of a row by its number: what rows share is kept once. */
import type { Link } from '../kinds/types.ts';
import { Bytes, Numbers, Shared } from './columns.ts';
import type { Entry, OpenFinding, Pending } from './entry.ts';
import { Names } from './names.ts';
import { idsIn, templateOf, withIds } from './templates.ts';

/** What many resources have in common. */
export type About = Pick<Entry, 'kind' | 'class' | 'accountId' | 'region' | 'owner' | 'group' | 'firstSeen'>;
export type Life = Pick<Entry, 'lifecycle' | 'since'>;
type Open = Readonly<Record<string, OpenFinding>>;
/** What few have. */
type Rare = Pick<Entry, 'lacked' | 'stale'> & { readonly hash?: string };

/** A hash as `hashOf` makes it: 12 bytes as base64url. Any other is rare. */
const HASH = /^[\w-]{16}$/;
const HASH_BYTES = 12;
const NO_HASH = 'A'.repeat(16);

const noLinks: readonly Link[] = [];
const noRarities: Rare = {};

/** Where no links and no asked ids lie. */
const NOTHING = 0;

export class Rows {
  readonly names = new Names();
  readonly #name = new Numbers();
  readonly #version = new Numbers();
  readonly #hash = new Bytes();
  readonly #about = new Numbers();
  readonly #life = new Numbers();
  readonly #pending = new Numbers();
  readonly #open = new Numbers();
  readonly #seen = new Numbers();
  /** Where in `ids` a row's links begin: how many, and of each its relation and name. */
  readonly #links = new Numbers();
  /** Where in `ids` the names begin that a row's questions ask of. */
  readonly #asked = new Numbers();
  readonly #ids = new Numbers();
  readonly #rare = new Map<number, Rare>();

  readonly #abouts = new Shared<About>();
  readonly #lives = new Shared<Life>();
  readonly #relations = new Shared<Link['rel']>();
  readonly #templates = new Shared<readonly Pending[]>();
  readonly #opens = new Shared<Open>();

  constructor() {
    this.#ids.push(0);
  }

  get length(): number {
    return this.#name.length;
  }

  /** A new row; all else of it is to be set. */
  add(name: number): number {
    for (const column of [this.#version, this.#about, this.#life, this.#pending, this.#open, this.#seen])
      column.push(0);
    for (const column of [this.#links, this.#asked]) column.push(NOTHING);
    this.#hash.push(NO_HASH, 'base64url');
    return this.#name.push(name);
  }

  id(row: number): string {
    return this.names.at(this.#name.at(row));
  }

  version = (row: number): number => this.#version.at(row);
  setVersion(row: number, version: number): void {
    this.#version.set(row, version);
  }

  seen = (row: number): boolean => this.#seen.at(row) === 1;
  setSeen(row: number, seen: boolean): void {
    this.#seen.set(row, seen ? 1 : 0);
  }

  about = (row: number): About => this.#abouts.at(this.#about.at(row));
  setAbout(row: number, { kind, class: classId, accountId, region, owner, group, firstSeen }: About): void {
    const about = { kind, class: classId, accountId, region, owner, group, firstSeen };
    this.#about.set(row, this.#abouts.numberOf(JSON.stringify(about), about));
  }

  life = (row: number): Life => this.#lives.at(this.#life.at(row));
  setLife(row: number, { lifecycle, since }: Life): void {
    this.#life.set(row, this.#lives.numberOf(`${lifecycle}\0${since}`, { lifecycle, since }));
  }

  open = (row: number): Open => this.#opens.at(this.#open.at(row));
  setOpen(row: number, open: Open): void {
    this.#open.set(row, this.#opens.numberOf(JSON.stringify(open), open));
  }

  hash(row: number): string {
    const from = row * HASH_BYTES;
    return this.#rare.get(row)?.hash ?? this.#hash.text(from, from + HASH_BYTES, 'base64url');
  }
  setHash(row: number, hash: string): void {
    const regular = HASH.test(hash);
    this.#hash.set(row * HASH_BYTES, regular ? hash : NO_HASH, 'base64url');
    this.#setRare(row, { hash: regular ? undefined : hash });
  }

  rare = (row: number): Pick<Entry, 'lacked' | 'stale'> => this.#rare.get(row) ?? noRarities;
  #setRare(row: number, rarity: { readonly [Name in keyof Rare]?: Rare[Name] | undefined }): void {
    if (!this.#rare.has(row) && Object.values(rarity).every((value) => value === undefined)) return;
    const rare = Object.entries({ ...this.#rare.get(row), ...rarity }).filter(([, value]) => value !== undefined);
    if (rare.length > 0) this.#rare.set(row, Object.fromEntries(rare));
    else this.#rare.delete(row);
  }
  setLacked = (row: number, lacked: Entry['lacked']): void => this.#setRare(row, { lacked });
  setStale = (row: number, stale: Entry['stale']): void => this.#setRare(row, { stale });

  links(row: number): readonly Link[] {
    const from = this.#links.at(row);
    const count = this.#ids.at(from);
    if (count === 0) return noLinks;
    return Array.from({ length: count }, (_, n) => ({
      rel: this.#relations.at(this.#ids.at(from + 1 + 2 * n)),
      to: this.names.at(this.#ids.at(from + 2 + 2 * n)),
    }));
  }
  setLinks(row: number, links: readonly Link[]): void {
    this.#links.set(row, links.length === 0 ? NOTHING : this.#ids.push(links.length));
    for (const { rel, to } of links) {
      this.#ids.push(this.#relations.numberOf(rel, rel));
      this.#ids.push(this.names.numberOf(to));
    }
  }

  pending(row: number): readonly Pending[] {
    const template = this.#templates.at(this.#pending.at(row));
    const from = this.#asked.at(row);
    if (from === NOTHING) return template;
    return withIds(template, (place) => this.names.at(this.#ids.at(from + place)));
  }
  setPending(row: number, pending: readonly Pending[]): void {
    const ids = idsIn(pending);
    const template = ids.length === 0 ? pending : templateOf(pending);
    this.#pending.set(row, this.#templates.numberOf(JSON.stringify(template), template));
    this.#asked.set(row, ids.length === 0 ? NOTHING : this.#ids.length);
    for (const id of ids) this.#ids.push(this.names.numberOf(id));
  }
}
