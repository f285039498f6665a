import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { openapiDocument } from '../../lib/api/openapi.ts';
import { problem } from '../../lib/api/problem.ts';
import { lists, ones } from '../../lib/api/routes/index.ts';
import { ACCOUNT, dayOf, volumeId } from '../collect/estate.ts';
import { openSmallApi } from './register.ts';

const document = openapiDocument() as any;

it('the description is valid OpenAPI 3.1, and all that it refers to is there', async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to!);
  expect(references.length).toBeGreaterThan(20);
  for (const to of references) {
    const found = to
      .slice(2)
      .split('/')
      .reduce((node, part) => node?.[part], document);
    expect(found, to).toBeDefined();
  }
});

it('a description that is not OpenAPI is told from one that is', async () => {
  const { valid } = await new Validator().validate({ ...structuredClone(document), paths: { owners: 1 } });
  expect(valid).toBe(false);
});

describe('what is answered is what is described', () => {
  let api: Awaited<ReturnType<typeof openSmallApi>>;
  beforeAll(async () => {
    api = await openSmallApi();
  });
  afterAll(() => api.close());

  /** No key but those described, and all of them. */
  const fits = (schema: z.ZodType, value: unknown) => expect(schema.parse(value)).toEqual(value);

  it.each(lists.map((route) => [route.path, route] as const))('%s', async (path, { item }) => {
    const query = { '/findings': '?suppressed=true', '/changes': `?since=${dayOf(0)}&until=${dayOf(2)}` }[path] ?? '';
    const rows = await api.json(path + query);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) fits(item, row);
  });

  it.each(ones.map((route) => [route.path, route] as const))('%s', async (path, { answer }) => {
    const about = path.replace('{id}', encodeURIComponent(volumeId('web')));
    fits(answer, await api.json(about));
  });

  it('a resource at a time, and a problem', async () => {
    const [one] = ones;
    fits(one!.answer, await api.json(`/resources/${encodeURIComponent(volumeId('web'))}?at=${dayOf(0)}`));
    for (const path of ['/resources/none', '/resources?kind=x&limit=0'])
      fits(problem, await (await api.get(path)).json());
  });

  it.each(Object.keys(document.paths).map((path) => [path]))('%s takes the parameters that it says', async (path) => {
    const values: Record<string, string> = {
      limit: '3',
      depth: '2',
      at: dayOf(1),
      since: dayOf(0),
      until: dayOf(2),
      tag: 'a=b',
      account: ACCOUNT,
      region: 'us-east-1',
      field: 'state',
    };
    const { parameters } = document.paths[path].get;
    const query = new URLSearchParams();
    for (const { name, in: place, schema } of parameters) {
      if (place === 'path') continue;
      query.append(name, values[name] ?? schema.enum?.[0] ?? (schema.type === 'boolean' ? 'true' : 'unowned'));
    }
    const about = path.replace('{id}', encodeURIComponent(volumeId('web')));
    expect((await api.get(`${about}?${query}`)).status).toBe(200);
  });
});
