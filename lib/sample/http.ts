/** HTTP on loopback, with and without TLS: requests read whole, replies written, connections cut where told to. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A reply, a connection cut, or one that is left open without a word. */
export interface Outcome {
  readonly delayMs: number;
  readonly reply: Reply | 'reset' | 'silent';
}

/** Longer than any quota's window, so that no client finds its idle connection closed as it writes to it. */
const KEEP_ALIVE_MS = 120_000;

const html = { 'content-type': 'text/html' };

/** A gateway's page, as load balancers and proxies give it. */
const gatewayPage: Reply = {
  status: 502,
  headers: html,
  body: '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><center><h1>502 Bad Gateway</h1></center></body>\n</html>\n',
};

/** A proxy's page that asks who one is, as if that were the answer. */
const portalPage: Reply = {
  status: 200,
  headers: html,
  body: '<html>\n<head><title>Sign in</title></head>\n<body><form action="/login"></form></body>\n</html>\n',
};

const between: Readonly<Record<string, Outcome['reply']>> = {
  reset: 'reset',
  silent: 'silent',
  html: gatewayPage,
  portal: portalPage,
  blank: { status: 200, headers: {}, body: '' },
};

/** What something between answers, or does, for a fault; undefined where the service itself is asked. */
export const answeredBetween = (fault: string | undefined): Outcome['reply'] | undefined => between[fault ?? ''];

/** A reply that something between ended half-way. */
export const half = (reply: Reply): Reply => ({ ...reply, body: reply.body.slice(0, reply.body.length >> 1) });

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

type Respond = (request: HttpRequest) => Outcome | Promise<Outcome>;

const serve = async (respond: Respond, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const body = await bodyOf(request);
  const { method = 'GET', url = '/', headers } = request;
  const { delayMs, reply } = await respond({ method, url, headers, body });
  if (delayMs > 0) await wait(delayMs);
  if (reply === 'silent') return;
  if (reply === 'reset') {
    request.socket.destroy();
    return;
  }
  const bytes = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': bytes.length }).end(bytes);
};

/** Answers on a free port of 127.0.0.1; over TLS where a key and its certificate (PEM) are given. */
export const listen = async (
  respond: Respond,
  tls?: { readonly key: string; readonly cert: string },
): Promise<{ readonly port: number; close(): Promise<void> }> => {
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    // A client that goes away in the middle of its request is owed nothing.
    serve(respond, request, response).catch(() => request.socket.destroy());
  };
  const server = tls ? createSecureServer(tls, handle) : createServer(handle);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
