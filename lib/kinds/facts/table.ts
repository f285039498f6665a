/** The facts of types, as each cloud's table states them: what takes tags, what a service keeps, what lives for minutes. */
import type { Resource } from '../types.ts';

/** Types that are counted by account and region, and not registered one by one, unless the config takes them in. */
export interface CountedTypes {
  /** Globs over types, in lower case. */
  readonly types: readonly string[];
  /** Completes "counted, not registered: …". */
  readonly because: string;
  /** Of the types, what the rule is about; absent: all of them. */
  readonly only?: (resource: Resource) => boolean;
}

/** What a service makes by itself and keeps. */
export interface MadeTypes {
  /** Globs over types, in lower case. */
  readonly types: readonly string[];
  /** Who makes it, for a sentence. */
  readonly by: string;
  /** Of the types, what the rule is about; absent: all of them. */
  readonly only?: (resource: Resource) => boolean;
}

/** What a cloud documents of its types. */
export interface TypeTable {
  /** Whether a tag or label can be put on a resource of the type. */
  readonly taggable: (type: string) => boolean;
  readonly made: readonly MadeTypes[];
  readonly counted: readonly CountedTypes[];
  /** Globs over types that come and go by the hour: a drop of them is no reason to doubt a listing. */
  readonly ephemeral: readonly string[];
  /** Globs over types that no kind describes and that cost money for just existing, by the cloud's price list. */
  readonly billed: readonly string[];
  /** Globs over types that the cloud's inventory goes on showing long after they are gone. */
  readonly outlive: readonly string[];
}

/** `a: 'x y'` as the types `a/x` and `a/y`, in lower case; `service` makes the part before the slash of a key. */
export const typesIn = (
  table: Readonly<Record<string, string>>,
  service: (key: string) => string = (key) => key,
): ReadonlySet<string> =>
  new Set(
    Object.entries(table).flatMap(([key, names]) =>
      names.split(' ').map((name) => `${service(key)}/${name}`.toLowerCase()),
    ),
  );
