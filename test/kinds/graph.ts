/** A Resource Graph of recorded rows, over HTTPS to the official client: one row a page, so that tokens are followed. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { AzureConnection } from '../../lib/providers/connection.ts';
import { loopbackCertificate } from '../../lib/sample/azure/certificate.ts';

export interface Served<Connection> {
  readonly connection: Connection;
  /** What is served from now on, and which page, from 0, is refused. */
  serve(records: readonly object[], refused?: number): void;
  close(): Promise<void>;
}

interface GraphRequest {
  readonly options?: { readonly $skipToken?: string };
}

export const serveGraph = async (): Promise<Served<AzureConnection>> => {
  let rows: readonly object[] = [];
  let refused: number | undefined;
  const certificate = await loopbackCertificate();
  const server = createServer(certificate, async (request, response) => {
    const { options } = (await json(request)) as GraphRequest;
    const page = Number(options?.$skipToken?.replace('row ', '') ?? 0);
    const more = page + 1 < rows.length;
    const [status, body] =
      page === refused
        ? [403, { error: { code: 'AuthorizationFailed', message: 'The client does not have authorization.' } }]
        : [
            200,
            {
              totalRecords: rows.length,
              count: 1,
              data: rows.slice(page, page + 1),
              facets: [],
              resultTruncated: 'false',
              ...(more && { $skipToken: `row ${page + 1}` }),
            },
          ];
    response.writeHead(status as number, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    connection: {
      endpoint: `https://localhost:${port}`,
      ca: certificate.cert,
      credential: { getToken: async () => ({ token: 'none', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    },
    serve(records, page) {
      rows = records;
      refused = page;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
};
