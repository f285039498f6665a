import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT, dayOf, volumeId } from '../collect/estate.ts';
import { endsInImpact, GOOGLE, openSmallApi } from './register.ts';

let api: Awaited<ReturnType<typeof openSmallApi>>;
beforeAll(async () => {
  api = await openSmallApi();
});
afterAll(async () => {
  await api.close();
  expect(api.failures).toEqual([]);
});

const names = async (path: string): Promise<string[]> =>
  (await api.json(path)).map(({ id }: { id: string }) => id.split(/[:/]/).at(-1)).sort();

describe('/resources', () => {
  it.each([
    ['', ['copy', 'data 1', 'idle', 'impact', 'web']],
    ['?owner=bob', ['idle', 'web']],
    ['?owner=BOB', ['idle', 'web']],
    ['?kind=aws_ebs_snapshot', ['copy']],
    ['?class=disk&region=us-east-1', ['idle']],
    ['?tag=cost_centre%3DCC-7', ['idle']],
    ['?tag=cost_centre%3Dcc-*', ['idle']],
    ['?tag=cost_centre%3DCC-7&tag=owner%3Dana', []],
    [`?account=${ACCOUNT}&includeRetired=true&class=disk`, ['data 1', 'idle', 'impact', 'old', 'web']],
    ['?includeRetired=false&kind=aws_ebs_volume', ['idle', 'impact', 'web']],
    [`?at=${dayOf(0)}&owner=ana&class=disk`, ['data 1', 'impact', 'old', 'web']],
    ['?owner=unowned', []],
  ])('%s lists what fits', async (query, wanted) => expect(await names(`/resources${query}`)).toEqual(wanted));

  it('gives at most as many as are asked for', async () => {
    expect(await api.json('/resources?limit=2')).toHaveLength(2);
  });

  it('lacks nothing that was known then, and does not say that it does', async () => {
    const response = await api.get(`/resources?at=${dayOf(0)}`);
    expect(response.headers.has('cadastre-not-listed')).toBe(false);
  });
});

describe('the id of a resource', () => {
  const idle = volumeId('idle');
  it.each([
    ['percent-encoded', encodeURIComponent(idle), idle],
    ['as it is', idle, idle],
    ['in another casing', idle.toLowerCase(), idle],
    ['of Google Cloud, percent-encoded', encodeURIComponent(GOOGLE), GOOGLE],
    ['of Google Cloud, as it is', GOOGLE.replace(' ', '%20'), GOOGLE],
    ['that ends as the question does, percent-encoded', encodeURIComponent(endsInImpact.id), endsInImpact.id],
    ['that ends as the question does, as it is', endsInImpact.id, endsInImpact.id],
  ])('%s finds it', async (_, written, id) => {
    expect((await api.json(`/resources/${written}`)).resource.id).toBe(id);
  });

  it.each([
    ['percent-encoded', encodeURIComponent(volumeId('web')), volumeId('web')],
    ['as it is', volumeId('web'), volumeId('web')],
    ['that ends as the question does', endsInImpact.id, endsInImpact.id],
  ])('%s finds what depends on it', async (_, written, id) => {
    expect((await api.json(`/resources/${written}/impact`)).id).toBe(id);
  });

  it('that is unknown is answered with 404, and with what to do', async () => {
    for (const path of [
      '/resources/nothing',
      '/resources/nothing/impact',
      '/resources/%E0%A4%A',
      '/resources/nothing?at=1d',
    ]) {
      const response = await api.get(path);
      expect(response.status, path).toBe(404);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({
        status: 404,
        instance: path,
        advice: expect.stringContaining('percent-encoded'),
      });
    }
  });

  it('with a time shows what it was; before it was known, 404 says since when', async () => {
    const id = encodeURIComponent(volumeId('web'));
    expect((await api.json(`/resources/${id}?at=${dayOf(0)}`)).resource.owner.id).toBe('ana');
    const before = await api.get(`/resources/${id}?at=2026-05-01`);
    expect(before.status).toBe(404);
    expect(((await before.json()) as any).detail).toContain(dayOf(0));
  });
});

describe('the other lists', () => {
  it('have the suppressed findings where they are asked for', async () => {
    expect(await api.json('/findings')).toEqual([]);
    expect(await api.json('/findings?owner=bob&suppressed=true')).toMatchObject([{ suppressed: { by: 'ana' } }]);
    expect(await api.json('/findings?check=unowned&suppressed=true')).toEqual([]);
  });

  it('have changes in a span of time, newest first', async () => {
    const changes = await api.json(`/changes?since=${dayOf(1)}&until=${dayOf(2)}&kind=aws_ebs_volume`);
    expect(changes.map(({ event, at }: any) => [event, at])).toEqual([
      ['retired', dayOf(2)],
      ['changed', dayOf(1)],
      ['missing', dayOf(1)],
    ]);
    expect(await api.json(`/changes?since=${dayOf(0)}&until=${dayOf(2)}&owner=bob&event=changed`)).toHaveLength(1);
    expect(await api.json(`/changes?since=${dayOf(0)}&until=${dayOf(2)}&field=lifecycle&limit=1`)).toHaveLength(1);
  });

  it('have runs newest first, coverage by account, owners, kinds and checks with counts', async () => {
    expect((await api.json('/runs?limit=2')).map(({ startedAt }: any) => startedAt)).toEqual([dayOf(2), dayOf(1)]);
    expect((await api.json(`/coverage?account=${ACCOUNT}`)).map(({ outcome }: any) => outcome)).toEqual(
      Array(3).fill('complete'),
    );
    expect((await api.json('/owners')).map(({ id }: any) => id)).toEqual(['ana', 'bob']);
    const kinds = await api.json('/kinds');
    expect(kinds.find(({ id }: any) => id === 'aws_ebs_volume').resources).toBe(3);
    const checks = await api.json('/checks');
    expect(checks.find(({ id }: any) => id === 'unattached_disk')).toMatchObject({ fail: 0, suppressed: 1 });
  });
});

describe('a parameter that is wrong', () => {
  it.each([
    ['/resources?kind=aws_ebs_volum', 'kind', 'did you mean "aws_ebs_volume"?', 'aws_ebs_volume'],
    ['/resources?class=disc', 'class', 'did you mean "disk"?', 'disk'],
    ['/findings?check=unatached_disk', 'check', 'did you mean "unattached_disk"?', 'unattached_disk'],
    ['/resources?format=xml', 'format', 'none of them', 'ndjson'],
    ['/changes?event=gone', 'event', 'none of them', 'retired'],
    ['/resources?includeRetired=yes', 'includeRetired', 'none of them', 'true'],
    ['/resources?onwer=ana', 'onwer', 'did you mean "owner"?', 'owner'],
    ['/runs?limit=0', 'limit', 'at least 1', undefined],
    ['/runs?limit=many', 'limit', 'a whole number', undefined],
    ['/resources?limit=1&limit=2', 'limit', 'more than once', undefined],
    ['/resources?tag=prod', 'tag', 'key=value', undefined],
    ['/resources?at=yesterday', 'at', '2026-06-01', undefined],
    ['/resources?at=2999-01-01', 'at', 'not yet to come', undefined],
    ['/resources?owner=', 'owner', 'a word', undefined],
    [`/resources/${encodeURIComponent(GOOGLE)}/impact?depth=-1`, 'depth', 'a whole number', undefined],
  ])('%s is named, with what it may be', async (path, name, problem, allowed) => {
    const response = await api.get(path);
    expect(response.status).toBe(400);
    const { parameters, detail, title } = (await response.json()) as any;
    expect(title).toBe('A parameter is wrong');
    expect(parameters).toHaveLength(1);
    expect(parameters[0].name).toBe(name);
    expect(parameters[0].problem).toContain(problem);
    expect(detail).toContain(`${name}: `);
    if (allowed === undefined) expect(parameters[0]).not.toHaveProperty('allowed');
    else expect(parameters[0].allowed).toContain(allowed);
  });

  it('is told together with the others', async () => {
    const { parameters } = (await (await api.get('/resources?kind=x&limit=0&no=1')).json()) as any;
    expect(parameters.map(({ name }: any) => name).sort()).toEqual(['kind', 'limit', 'no']);
  });

  it('such as an owner nobody is called, is answered with 404 and the nearest', async () => {
    for (const list of ['/resources', '/findings', '/changes']) {
      const response = await api.get(`${list}?owner=bop`);
      expect(response.status, list).toBe(404);
      expect(((await response.json()) as any).detail).toContain('did you mean "bob"?');
    }
  });
});

describe('what the register does not know', () => {
  it.each([
    ['/resources?account=999999999999', 'There is no such account', `"${ACCOUNT.slice(0, 11)}`],
    [`/coverage?account=${ACCOUNT.slice(0, 11)}`, 'There is no such account', `did you mean "${ACCOUNT}"?`],
    [`/changes?account=${ACCOUNT.slice(0, 11)}`, 'There is no such account', `did you mean "${ACCOUNT}"?`],
    ['/resources?region=us-eats-1', 'There is no such region', 'did you mean "us-east-1"?'],
    ['/resources?at=2026-05-01', 'It was not known then', `begins at ${dayOf(0)}`],
    ['/changes?since=2026-04-01&until=2026-05-01', 'It was not known then', `begins at ${dayOf(0)}`],
  ])('%s is answered with 404', async (path, title, detail) => {
    const response = await api.get(path);
    expect(response.status).toBe(404);
    const told = (await response.json()) as any;
    expect(told.title).toBe(title);
    if (!path.includes('999999999999')) expect(told.detail).toContain(detail);
  });

  it('is an empty list where it is known and has nothing that fits', async () => {
    expect(await api.json('/resources?region=us-east-1&kind=aws_ebs_snapshot')).toEqual([]);
    expect(await api.json(`/resources?account=${ACCOUNT}&region=us-east-1&kind=aws_ebs_snapshot`)).toEqual([]);
  });

  it('is a parameter that is wrong where it is the name of a fact', async () => {
    const response = await api.get('/changes?field=lifecylce');
    expect(response.status).toBe(400);
    expect(((await response.json()) as any).detail).toContain('did you mean "lifecycle"?');
  });

  it.each(['/', '/openapi.json', '/owners', '/resources', `/resources/${encodeURIComponent(GOOGLE)}`])(
    '%s refuses parameters that it has not, whatever they are called',
    async (path) => {
      for (const name of ['__proto__', 'constructor', 'nothing']) {
        const response = await api.get(`${path}?${name}=1`);
        expect(response.status, name).toBe(400);
        expect(((await response.json()) as any).parameters[0].name).toBe(name);
      }
    },
  );
});

describe('a short name', () => {
  it('finds the resource that alone has it', async () => {
    for (const [written, id] of [
      [volumeId('web').split('/').at(-1), volumeId('web')],
      [volumeId('web').split('/').at(-1)!.toUpperCase(), volumeId('web')],
      ['Zoë’s data', GOOGLE],
      ['old', volumeId('old')],
    ] as const) {
      const about = encodeURIComponent(written!);
      expect((await api.json(`/resources/${about}`)).resource.id).toBe(id);
      if (id !== volumeId('old')) expect((await api.json(`/resources/${about}/impact`)).id).toBe(id);
    }
  });

  it('that nothing has is told with the nearest', async () => {
    const response = await api.get('/resources/wep');
    expect(response.status).toBe(404);
    expect(((await response.json()) as any).candidates).toContain(volumeId('web'));
  });
});

describe('what is no question', () => {
  it.each(['/nothing', '/resources/', '/owners/', '/owners/ana'])('%s is answered with 404', async (path) => {
    const response = await api.get(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ title: 'There is no such page', instance: path });
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is refused: the API reads alone', async (method) => {
    const response = await fetch(`${api.url}/owners`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it('HEAD has the head of the answer and nothing more', async () => {
    const response = await fetch(`${api.url}/resources?format=csv`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(await response.text()).toBe('');
  });

  it('/ lists what can be asked', async () => {
    const { routes, openapi } = await api.json('/');
    expect(routes.map(({ path }: any) => path)).toContain('/resources/{id}/impact');
    expect((await api.json(openapi)).openapi).toBe('3.1.0');
  });
});
