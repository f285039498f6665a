/** The server and the official client, as a caller by hand would use them. */
import { AssetServiceClient } from '@google-cloud/asset';
import grpc from '@grpc/grpc-js';
import { PassThroughClient } from 'google-auth-library';
import { afterEach, expect } from 'vitest';
import { type GcpServer, type GcpServerOptions, startGcpServer } from '../../lib/sample/gcp/server.ts';
import type { Estate } from '../../lib/sample/types.ts';
import { fakeEstate, ORGANIZATION } from './gcp-fake.ts';

export interface Served {
  readonly server: GcpServer;
  readonly client: AssetServiceClient;
}
const open = new Set<Served>();
afterEach(async () => {
  for (const { server, client } of open) {
    await client.close();
    await server.close();
  }
  open.clear();
});

/** Closed when the test ends. */
export const serve = async (
  options: GcpServerOptions = { throttle: false },
  estate: Estate = fakeEstate,
): Promise<Served> => {
  const server = await startGcpServer(estate, options);
  const [apiEndpoint, port] = server.endpoint.split(':') as [string, string];
  const client = new AssetServiceClient({
    apiEndpoint,
    port: Number(port),
    sslCreds: grpc.credentials.createInsecure(),
    // The client's own copy of the library has other types for the same class.
    authClient: new PassThroughClient() as never,
  });
  const served = { server, client };
  open.add(served);
  return served;
};

export type Page = Readonly<Record<string, any>>;

/** One page of the organisation, or of whatever the request names; never asked for twice. */
export const ask = async ({ client }: Served, request: object, headers: Record<string, string> = {}): Promise<Page> => {
  const options = { autoPaginate: false, retry: null, otherArgs: { headers } } as object;
  const [, , page] = await client.listAssets({ parent: ORGANIZATION, ...request }, options);
  return page!;
};

export const pages = async (served: Served, request: object): Promise<Page[]> => {
  const all: Page[] = [];
  for (let pageToken = ''; all.length === 0 || pageToken !== ''; pageToken = all.at(-1)!.nextPageToken) {
    all.push(await ask(served, { ...request, pageToken }));
  }
  return all;
};

export const namesOf = (list: readonly Page[]): string[] =>
  list.flatMap(({ assets }) => assets).map(({ name }) => name);

export const refused = (code: grpc.status, message = /./) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });
