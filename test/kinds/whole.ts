/** The rule that every resource keeps, whatever it was made of. */
import { expect } from 'vitest';
import type { Resource } from '../../lib/kinds/types.ts';
import { PLACE } from './replay.ts';

const words = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string');

const fieldFits = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value) || words(value);

/** Identity, place and fields as the register can keep them. Tags are unknown where `gaps` tells why, and on AWS another's. */
export const expectWhole = (resource: Resource, gaps: number): void => {
  const { id, provider, type, accountId, region, name, tags, fields, links, createdAt } = resource;
  for (const word of [id, type, accountId, region]) expect(word).toSatisfy((it) => typeof it === 'string' && it !== '');
  expect(id).not.toMatch(/(^|[/:])(undefined|null|\[object Object\])$/);
  expect(name).toSatisfy((it) => it === null || typeof it === 'string');
  const others = provider === 'aws' && accountId !== PLACE.accountId;
  if (tags === null) expect(gaps > 0 || others, `${id} has no tags, and nothing says why`).toBe(true);
  else expect(words(Object.values(tags))).toBe(true);
  for (const [field, value] of Object.entries(fields)) expect(fieldFits(value), `${id} ${field}`).toBe(true);
  expect(words(links.map(({ to }) => to))).toBe(true);
  expect(createdAt).toSatisfy((it) => it === null || new Date(it as string).toISOString() === it);
};
