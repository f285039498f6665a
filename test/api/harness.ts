/** The API over real HTTP, on a register that a test fills. */
import { onTestFinished } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import { type ServedApi, serveApi } from '../../lib/api/serve.ts';
import type { RegisterReader } from '../../lib/register/types.ts';

export interface Asked {
  readonly url: string;
  /** Errors that nobody meant, with the path of the request. */
  readonly failures: { readonly error: unknown; readonly path: string }[];
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  json(path: string): Promise<any>;
}

/** Serves the reader on a free port of loopback. */
export const openApi = async (
  reader: RegisterReader,
  guard?: Parameters<typeof createApi>[0]['guard'],
): Promise<Asked & Pick<ServedApi, 'close'>> => {
  const failures: { error: unknown; path: string }[] = [];
  const api = createApi({ reader, guard, failed: (error, path) => failures.push({ error, path }) });
  const { url, close } = await serveApi((request) => api.fetch(request), { host: '127.0.0.1', port: 0 });
  // What a test does not ask for is not wanted: fetch would ask for gzip by itself.
  const get = (path: string, headers = {}) =>
    fetch(url + path, { headers: { 'accept-encoding': 'identity', ...headers } });
  return {
    url,
    failures,
    get,
    close,
    async json(path) {
      const response = await get(path);
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      return response.json();
    },
  };
};

/** The same, for one test. */
export const apiForTest = async (...given: Parameters<typeof openApi>): Promise<Asked> => {
  const api = await openApi(...given);
  onTestFinished(api.close);
  return api;
};
