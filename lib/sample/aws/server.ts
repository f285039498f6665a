/** AWS on loopback: an estate served over AWS's own protocols to the SDK's own clients. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Estate } from '../types.ts';
import { type AwsFaults, openFaults } from './faults.ts';
import { type Desk, respond } from './respond.ts';
import type { RolePolicy } from './service.ts';
import { openThrottle } from './throttle.ts';

export type { AwsFault, AwsFaults, FaultAnswer } from './faults.ts';

export interface AwsServerOptions extends RolePolicy {
  readonly faults?: AwsFaults;
  /** Keep AWS's own pace: 100 calls at once and 20 a second for EC2, 15 a second for tags. Default true. */
  readonly throttle?: boolean;
  /** Milliseconds, for the pace alone. Default: since the process began. */
  readonly now?: () => number;
}

export interface AwsServer {
  /** One address for all services: `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** Calls by `service:operation`, retries included; services by their names in signatures. */
  readonly calls: Map<string, number>;
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

const serve = async (desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const body = await bodyOf(request);
  const { method = 'GET', url = '/', headers } = request;
  const { delayMs, reply } = await respond(desk, { method, url, headers, body });
  if (delayMs > 0) await wait(delayMs);
  if (reply === 'reset') {
    request.socket.destroy();
    return;
  }
  const bytes = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': bytes.length }).end(bytes);
};

/**
 * Serves the estate on 127.0.0.1 to any access key: one of twelve digits, or one that ends in them, is a user of that
 * account; a key that AssumeRole gave is its role's session; any other is a user of the management account.
 */
export const startAwsServer = async (estate: Estate, options: AwsServerOptions = {}): Promise<AwsServer> => {
  const { faults = [], throttle = true, now = () => performance.now(), externalId, role } = options;
  const calls = new Map<string, number>();
  const desk: Desk = {
    estate,
    secret: randomBytes(32),
    roles: { externalId, role },
    fault: openFaults(faults),
    mustWait: throttle ? openThrottle(now) : () => false,
    calls,
  };
  const server = createServer((request, response) => {
    // A client that goes away in the middle of its request is owed nothing.
    serve(desk, request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
