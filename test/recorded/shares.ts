/** How many values are right, by kind and field, and where the others are. */
import type { Value } from './compare.ts';

/** The goal: of all values 99.9 % are right, and of no field of any kind less than 98 %. */
export const GOAL = { all: 0.999, field: 0.98 } as const;
const SHOWN = 3;

export interface Share {
  readonly kind: string;
  readonly field: string;
  readonly values: number;
  readonly wrong: readonly Value[];
}

export const sharesOf = (values: readonly Value[]): Share[] => {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = `${value.kind} ${value.field}`;
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups.values()].map((group) => ({
    kind: group[0]!.kind,
    field: group[0]!.field,
    values: group.length,
    wrong: group.filter(({ right }) => !right),
  }));
};

export const rightOf = (values: readonly Value[]): number =>
  values.length === 0 ? 1 : values.filter(({ right }) => right).length / values.length;

/** Fields under the goal. */
export const under = (shares: readonly Share[]): Share[] =>
  shares.filter(({ values, wrong }) => 1 - wrong.length / values < GOAL.field);

const percent = (share: number): string => `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;

const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
};

/** Kinds with what is right of them; of each field that is not all right, the share and some differences. */
export const shareReport = (what: string, values: readonly Value[]): string => {
  const shares = sharesOf(values);
  const kinds = [...new Set(shares.map(({ kind }) => kind))].sort();
  return [
    `${what}: ${percent(rightOf(values))} of ${values.length} values are as the statement says`,
    ...kinds.flatMap((kind) => {
      const own = values.filter((value) => value.kind === kind);
      return [
        `  ${percent(rightOf(own)).padStart(8)}  ${kind}: ${own.length} values`,
        ...shares
          .filter((share) => share.kind === kind && share.wrong.length > 0)
          .flatMap(({ field, values: count, wrong }) => [
            `            ${percent(1 - wrong.length / count).padStart(8)}  ${field}, ${wrong.length} of ${count} differ`,
            ...wrong
              .slice(0, SHOWN)
              .map(({ at, said, got }) => `                      ${at}: said ${short(said)}, got ${short(got)}`),
          ]),
      ];
    }),
  ].join('\n');
};
