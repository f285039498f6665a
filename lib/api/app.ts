/** The API as a function from requests to answers, wherever it runs. It reads, and nothing else. */
import { Hono } from 'hono';
import * as z from 'zod';
import type { RegisterReader } from '../register/types.ts';
import { fileFormats } from '../reports/list.ts';
import { formatOf, listResponse } from './list-response.ts';
import { openapiDocument } from './openapi.ts';
import { format } from './parameters.ts';
import { problemResponse, Refusal, refusalOf } from './problem.ts';
import { readQuery } from './query.ts';
import { questionOf, RESOURCES } from './resource-path.ts';
import type { ListRoute } from './route.ts';
import { lists, ones } from './routes/index.ts';

export interface ApiOptions {
  readonly reader: RegisterReader;
  /** Told of each error that nobody meant, with the path of the request. */
  readonly failed: (error: unknown, path: string) => void;
  /** Refuses who may not ask; absent: whoever reaches it may. */
  readonly guard?: ((request: Request) => Refusal | undefined) | undefined;
  /** The time in the register, epoch milliseconds. Absent: this machine's. */
  readonly clock?: (() => number) | undefined;
}

const json = (value: unknown): Response =>
  new Response(`${JSON.stringify(value, null, 2)}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });

/** Takes no parameter. */
const nothing = z.object({});

const index = {
  title: 'Cadastre: the register of every cloud resource you run',
  openapi: '/openapi.json',
  formats: fileFormats,
  routes: [...lists, ...ones].map(({ path, title }) => ({ path, title })),
};

const noRoute = (path: string): Refusal =>
  new Refusal({
    status: 404,
    title: 'There is no such page',
    detail: `Nothing is at ${path}.`,
    advice: '/ lists what there is.',
  });

const readsOnly = new Refusal({
  status: 405,
  title: 'The API reads, and nothing else',
  detail: 'Only GET and HEAD are answered.',
  advice:
    'What people say to the register goes through the command line: `cadastre suppress`, `forget`, `runs confirm`.',
});

/** The API's routes. Answers every request, refusals and failures as problems (RFC 9457); never throws. */
export const createApi = ({ reader, failed, guard, clock = Date.now }: ApiOptions): Hono => {
  const app = new Hono();
  app.use(async ({ req }, next) => {
    const refusal = guard?.(req.raw);
    if (refusal !== undefined) throw refusal;
    if (req.method !== 'GET' && req.method !== 'HEAD') throw readsOnly;
    await next();
  });
  const serveOne = (path: string, answer: () => unknown) =>
    app.get(path, ({ req: { raw } }) => {
      readQuery(nothing, new URL(raw.url).searchParams, clock());
      return json(answer());
    });
  serveOne('/', () => index);
  serveOne('/openapi.json', openapiDocument);
  const serveList = (route: ListRoute) => {
    const schema = route.query.extend({ format });
    app.get(route.path, async ({ req: { raw } }) => {
      const { pathname, searchParams } = new URL(raw.url);
      const now = clock();
      const { format: written, ...query } = readQuery(schema, searchParams, now);
      const found = await route.find(query, { reader, now });
      const chosen = written ?? formatOf(raw.headers.get('accept'));
      return listResponse(route, found, chosen, raw, (error) => failed(error, pathname));
    });
  };
  for (const route of lists) serveList(route);
  app.get(`${RESOURCES}*`, async ({ req: { raw } }) => {
    const { pathname, searchParams } = new URL(raw.url);
    if (pathname === RESOURCES) throw noRoute(pathname);
    const { route, id } = await questionOf(pathname, reader);
    const now = clock();
    return json(await route.find(id, readQuery(route.query, searchParams, now), { reader, now }));
  });
  app.notFound(({ req }) => problemResponse(noRoute(req.path), req.raw));
  app.onError((error, { req }) => {
    const refusal = refusalOf(error);
    if (refusal !== error) failed(error, req.path);
    const headers: Record<string, string> = {
      ...(refusal.told.status === 405 && { allow: 'GET, HEAD' }),
      ...(refusal.told.status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(refusal.told.status === 503 && { 'retry-after': '60' }),
    };
    return problemResponse(refusal, req.raw, headers);
  });
  return app;
};
