/** The rules that every kind keeps. A new kind needs a recording, and no test of its own. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClassId, classes, type FieldSpec } from '../../lib/kinds/classes.ts';
import type { Kind, Resource } from '../../lib/kinds/types.ts';
import { type Listers, openListers } from './listers.ts';
import { expectedOf, kinds, writeExpected } from './recordings.ts';

let listers: Listers;
beforeAll(async () => {
  listers = await openListers();
});
afterAll(() => listers.close());

/** As it is stored and shown: JSON. */
const plain = (resources: readonly Resource[]): Resource[] => JSON.parse(JSON.stringify(resources));

/** Fields whose read looks at the answer; one without a parameter says that the provider never tells. */
const toldFields = (kind: Kind): string[] => [
  ...Object.entries(kind.contract as Readonly<Record<string, () => unknown>>)
    .filter(([, read]) => read.length > 0)
    .map(([name]) => name),
  ...Object.keys(kind.fields ?? {}),
];

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

describe.each(kinds.map((kind) => [kind.id, kind] as const))('%s', (id, kind) => {
  it('is named <provider>_<service>_<resource>, as its file is', () => {
    expect(id).toMatch(new RegExp(`^${kind.provider}_[a-z0-9]+(_[a-z0-9]+)*$`));
    expect(existsSync(new URL(`../../lib/kinds/${kind.provider}/${id}.ts`, import.meta.url))).toBe(true);
  });

  it('has a title, the provider’s page and words for each field', () => {
    const contract: Readonly<Record<string, FieldSpec>> = classes[kind.class as ClassId].fields;
    expect(kind.title).not.toBe('');
    expect(new URL(kind.docs).protocol).toBe('https:');
    expect(Object.keys(kind.contract).sort()).toEqual(Object.keys(contract).sort());
    for (const [name, { description }] of Object.entries({ ...contract, ...kind.fields })) {
      expect(description, name).toMatch(/\S.*[.…]$/);
    }
  });

  it('reads every page of its recording, to the resources expected', async () => {
    const resources = plain(await listers.of(kind).list());
    if (process.env.UPDATE_EXPECTED === '1') writeExpected(kind, resources);
    expect(resources.length).toBeGreaterThanOrEqual(3);
    expect(resources).toEqual(expectedOf(kind));
  });

  it('fills each field from some record', async () => {
    const resources = await listers.of(kind).list();
    const empty = toldFields(kind).filter((name) => resources.every(({ fields }) => isEmpty(fields[name])));
    expect(empty).toEqual([]);
  });

  it('is incomplete, never empty, whichever page is refused', async () => {
    const lister = listers.of(kind);
    for (let page = 0; page < lister.pages(); page++) {
      await expect(lister.list(page), `page ${page}`).rejects.toMatchObject({
        name: 'ProviderError',
        code: 'access_denied',
      });
    }
  });
});
