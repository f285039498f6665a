/** A request to Resource Graph, read: which rows of which subscriptions, in pages of what size, and from where on. */
import * as z from 'zod';
import type { Estate } from '../types.ts';
import { ArmRefusal, denied, invalid } from './errors.ts';
import { type GraphQuery, parseQuery } from './kql.ts';

export interface Asked {
  readonly query: GraphQuery;
  /** Each once, in the estate's order and spelling. */
  readonly subscriptions: readonly string[];
  readonly top: number;
  readonly token: string | undefined;
  /** Everything that a page belongs to: the query and its subscriptions. */
  readonly listing: string;
}

/** Rows where the caller names no number, and the most that a page may have. */
const STANDARD = 100;
const MOST = 1_000;

const names = z.array(z.string());
const shape = z.strictObject({
  query: z.string(),
  subscriptions: names.optional(),
  managementGroups: names.optional(),
  options: z.strictObject({
    $top: z.number().int().min(1).max(MOST).default(STANDARD),
    $skipToken: z.string().optional(),
    resultFormat: z.literal('objectArray'),
    // About more than 10,000 subscriptions: no estate has as many.
    allowPartialScopes: z.boolean().optional(),
  }),
});

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    throw new ArmRefusal(
      400,
      'InvalidRequestContent',
      'The request content was invalid and could not be deserialized.',
    );
  }
};

/** None named is every subscription of the tenant; the tenant's id is the root management group, which holds all. */
const scopeOf = (
  { tenantId, subscriptions }: Estate['azure'],
  asked: readonly string[],
  groups: readonly string[],
): string[] => {
  const known = new Set(subscriptions.map(({ id }) => id.toLowerCase()));
  const wanted = new Set(asked.map((id) => id.toLowerCase()));
  if ([...wanted].some((id) => !known.has(id))) throw denied();
  if (groups.some((group) => group.toLowerCase() !== tenantId.toLowerCase())) throw denied();
  const all = groups.length > 0 || wanted.size === 0;
  return subscriptions.map(({ id }) => id).filter((id) => all || wanted.has(id.toLowerCase()));
};

/** Throws an `ArmRefusal` for what the service refuses, and for what is not served here. */
export const readRequest = (azure: Estate['azure'], body: string): Asked => {
  const { data, error } = shape.safeParse(parsed(body));
  if (error !== undefined) {
    const what = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    throw invalid('InvalidRequest', `The request is not understood here: ${what}.`);
  }
  const { query, subscriptions: asked = [], managementGroups = [], options } = data;
  const subscriptions = scopeOf(azure, asked, managementGroups);
  return {
    query: parseQuery(query),
    subscriptions,
    top: options.$top,
    token: options.$skipToken,
    listing: JSON.stringify([query, subscriptions]),
  };
};
