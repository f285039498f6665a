/** An account's region: its cells, and the names that its records know one another by. */
import type { SampleAwsAccount } from '../../types.ts';
import { gather, hex, mix, pad, share, spread } from '../chance.ts';
import { type Cell, cellOf, type Life, type Stage } from '../life.ts';
import { storyOf } from '../tags.ts';

/** Shares of an account's records in a region, in the mean; `least` where others need one to refer to. */
const cells = {
  instance: { weight: 12 },
  volume: { weight: 9 },
  snapshot: { weight: 15 },
  image: { weight: 2 },
  eip: { weight: 3 },
  nic: { weight: 5 },
  nat: { weight: 1, lasting: true },
  vpc: { weight: 0.7, least: 1, lasting: true },
  subnet: { weight: 3, least: 1, lasting: true },
  group: { weight: 6, least: 1, lasting: true },
  balancer: { weight: 3 },
  target: { weight: 3.5 },
  db: { weight: 2.5 },
  dbSnapshot: { weight: 3 },
  function: { weight: 6 },
  other: { weight: 6 },
  bucket: { weight: 8 },
} as const satisfies Record<string, { weight: number; least?: number; lasting?: boolean }>;
export type CellName = keyof typeof cells;

/** Each instance brings its disk and its interface. */
const BROUGHT = 2 * cells.instance.weight;
const ALL = Object.values(cells).reduce((sum, { weight }) => sum + weight, BROUGHT);

/** Beginnings of ids, as EC2 gives them. */
export type Prefix =
  | 'i'
  | 'vol'
  | 'snap'
  | 'ami'
  | 'eipalloc'
  | 'eipassoc'
  | 'eni'
  | 'eni-attach'
  | 'nat'
  | 'vpc'
  | 'subnet'
  | 'sg'
  | 'r';

export interface AwsPlace {
  readonly seed: number;
  readonly account: SampleAwsAccount;
  readonly region: string;
  readonly cells: Readonly<Record<CellName, Cell>>;
  /** An id that gives its index back: what a caller names can be found. */
  id(prefix: Prefix, index: number): string;
  /** The index in an id of this place; undefined for an id of another or none. */
  indexOf(prefix: Prefix, id: string): number | undefined;
  arn(service: string, resource: string): string;
}

export const openPlace = (life: Life, account: SampleAwsAccount, region: string, size: number): AwsPlace => {
  const where = `aws/${account.id}/${region}`;
  const made = Object.entries(cells).map(([name, { weight, ...more }]) => {
    const { least = 0, lasting = false } = more as { least?: number; lasting?: boolean };
    return [name, cellOf(life, `${where}/${name}`, Math.max(least, (size * weight) / ALL), lasting)];
  });
  const mark = hex(mix(life.seed, where), 8);
  return {
    seed: life.seed,
    account,
    region,
    cells: Object.fromEntries(made),
    id: (prefix, index) => `${prefix}-0${spread(index)}${mark}`,
    indexOf(prefix, id) {
      const index = gather(id.slice(prefix.length + 2, prefix.length + 10));
      return Number.isFinite(index) && id === this.id(prefix, index) ? index : undefined;
    },
    arn: (service, resource) => `arn:aws:${service}:${region}:${account.id}:${resource}`,
  };
};

/** Names end in the index of what they name. */
export const named = (stage: Stage, what: string, index: number): string => {
  const { team, app } = storyOf(stage.hash, 0);
  return `${team}-${app}-${what}-${pad(index)}`;
};
export const indexIn = (name: string): number | undefined => {
  const digits = /-(\d{6,})(?=$|[/:.])/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export const tagList = (tags: Readonly<Record<string, string>>): Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Half of what takes a Name tag has one. */
export const tagsOf = ({ hash, retagged }: Stage, name?: string): Tag[] => [
  ...(name !== undefined && share(mix(hash, 'named')) < 0.5 ? [{ Key: 'Name', Value: name }] : []),
  ...tagList(storyOf(hash, retagged).tags),
];

/** A position of another cell to refer to; undefined where it has none. */
export const refer = (hash: number, to: Cell): number | undefined => (to.initial === 0 ? undefined : hash % to.initial);
