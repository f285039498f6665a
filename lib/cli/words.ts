/** Numbers and times as people read them. */

const grouped = new Intl.NumberFormat('en-GB');
export const number = (value: number): string => grouped.format(value);

/** `1 listing`, `2,500 listings`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : many}`;

/** Milliseconds as `4.2 s` or `3 min 05 s`. */
export const duration = (ms: number): string => {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
};

/** A word as a shell takes it. */
export const quoted = (word: string): string =>
  /^[\w@.:/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
