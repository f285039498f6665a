/**
 * The words of a statement: where a provider's answer tells a value. Nothing here reads the mappings, so that both can
 * be wrong in different places only. `null` means that the provider does not tell; `[]`, that it tells of none.
 */

export type Json = any;

/** The whole that one record is a part of, and the place that was asked. */
export interface Told {
  readonly record: Json;
  /** The reservation of an instance. */
  readonly parent?: Json;
  readonly asked: { readonly accountId: string; readonly region: string };
  /** Answers that were recorded with the line, by call, with the part of the request that they answer. */
  readonly beside: (call: string) => readonly Json[];
  /** Project ids by number. */
  readonly projects: ReadonlyMap<string, string>;
}

export type Says = (told: Told) => unknown;

/** A part of a value by its path; `[]` goes through a list. Absent: undefined. */
export const part = (value: Json, path: string): Json => {
  let parts: Json[] = [value];
  let many = false;
  for (const step of path.split('.')) {
    const list = step.endsWith('[]');
    const name = list ? step.slice(0, -2) : step;
    parts = parts.map((one) => (one === null || one === undefined ? undefined : one[name]));
    if (!list) continue;
    if (!many && !Array.isArray(parts[0])) return undefined;
    many = true;
    parts = parts.flatMap((one) => (Array.isArray(one) ? one : []));
  }
  return many ? parts.filter((one) => one !== undefined && one !== null) : parts[0];
};

const none = (value: unknown): boolean => value === undefined || value === null || value === '';

/** The value at the first of these paths that tells one. */
export const at =
  (...paths: readonly string[]): Says =>
  ({ record }) => {
    for (const path of paths) {
      const value = part(record, path);
      if (!none(value)) return value;
    }
    return null;
  };

export const always =
  (value: unknown): Says =>
  () =>
    value;

/** The provider has no member for it in this answer. */
export const untold: Says = () => null;

const mapped =
  (says: Says, change: (word: string) => unknown): Says =>
  (told) => {
    const value = says(told);
    return typeof value === 'string' ? change(value) : value;
  };

export const lower = (says: Says): Says => mapped(says, (word) => word.toLowerCase());

/** The value by a table, whatever its case; else the provider's own word, lower-cased. */
export const word = (says: Says, words: Readonly<Record<string, string>>): Says =>
  mapped(says, (value) => words[value.toLowerCase()] ?? value.toLowerCase());

export const last = (says: Says): Says => mapped(says, (value) => value.slice(value.lastIndexOf('/') + 1));

export const number = (says: Says): Says => mapped(says, (value) => (value.trim() === '' ? null : Number(value)));

/** A list as a set: in which order it comes says nothing. */
export const set = (values: readonly unknown[]): unknown[] => [...new Set(values.filter((one) => !none(one)))].sort();

/** Everything at these paths together; null where the answer has none of them, as long as `known` is not true. */
export const all =
  (...paths: readonly string[]): Says =>
  ({ record }) => {
    const values = paths.map((path) => part(record, path)).filter((one) => one !== undefined && one !== null);
    return values.length === 0 ? null : set(values.flat());
  };

/** Each of a list, changed; what is no list stays. */
export const each =
  (says: Says, change: (one: Json, told: Told) => unknown): Says =>
  (told) => {
    const values = says(told);
    return Array.isArray(values) ? set(values.flatMap((one) => change(one, told))) : values;
  };

/** Whether an answer says anything of what `path` holds: where it says nothing, an absent member means nothing. */
export const tells = (record: Json, path: string): boolean => {
  const inner = part(record, path);
  return inner !== null && typeof inner === 'object' && Object.keys(inner).length > 0;
};

/** A time as ISO 8601 UTC to the millisecond; without a zone it is UTC. What is no such time is not told. */
export const time =
  (says: Says): Says =>
  (told) => {
    const value = says(told);
    const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(
      typeof value === 'string' ? value : '',
    );
    if (form === null) return null;
    const [, whole, fraction = '', zone = 'Z'] = form;
    return new Date(`${whole}${fraction.slice(0, 4)}${zone.replace(/^(.\d\d)(\d\d)$/, '$1:$2')}`).toISOString();
  };

export interface Statement {
  readonly kind: string;
  readonly class: string;
  /** The provider's own word for the kind; the catch-all kinds' follows from the record. */
  readonly type: Says;
  readonly id: Says;
  readonly accountId: Says;
  readonly region: Says;
  readonly name: Says;
  readonly createdAt: Says;
  readonly tags: Says;
  /** Every field of the kind, those of its class and its own. */
  readonly fields: Readonly<Record<string, Says>>;
  /** Whether the provider says that the thing is gone, or another kind describes it: it gives no resource. */
  readonly leaves?: (told: Told) => boolean;
  /** How the kind stands to what a field names. */
  readonly links: Readonly<Record<string, string>>;
}
