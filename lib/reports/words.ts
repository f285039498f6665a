/** Numbers and words as people and shells read them. */

const grouped = new Intl.NumberFormat('en-GB');
export const number = (value: number): string => grouped.format(value);

/** `1 listing`, `2,500 listings`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : many}`;

/** A word as a shell takes it. */
export const quoted = (word: string): string =>
  /^[\w@.:/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** A record of a flat map, as a person reads it: `disk=3; vm=1`. */
export const pairsText = (pairs: Readonly<Record<string, string | number>>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key}=${value}`)
    .join('; ');

/** An account for a person, its id first: `123456789012 harbour-prod`. Null where there is none. */
export const accountText = <Id extends string | null>({
  accountId,
  accountName,
}: {
  readonly accountId: Id;
  readonly accountName?: string | null | undefined;
}): Id =>
  (accountId !== null && accountName && accountName !== accountId ? `${accountId} ${accountName}` : accountId) as Id;
