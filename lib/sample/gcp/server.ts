/** The sample estate's Google Cloud: Cloud Asset Inventory on loopback, over gRPC, to the official client. */
import { randomBytes } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import grpc from '@grpc/grpc-js';
import { openFaults } from '../faults.ts';
import type { Estate } from '../types.ts';
import type { GcpFaults } from './faults.ts';
import type { ListAssetsRequest } from './listing.ts';
import { assetService } from './protos.ts';
import { openQuota } from './quota.ts';
import { GcpRefusal, statusOf } from './refusals.ts';
import { type Desk, respond } from './respond.ts';

export type { GcpFault, GcpFaults } from './faults.ts';

export interface GcpServerOptions {
  readonly faults?: GcpFaults;
  /** Keep Google's own pace: 100 calls a minute for each project that is billed. Default true. */
  readonly throttle?: boolean;
  /** Milliseconds, for the pace alone. Default: since the process began. */
  readonly now?: () => number;
  /** Largest page, whatever is asked. Default: Cloud Asset's own, 1,000 assets. */
  readonly pageSize?: number;
}

export interface GcpServer {
  /** `127.0.0.1:<port>`, spoken to without TLS. */
  readonly endpoint: string;
  /** Calls by `cai:ListAssets`, retries included. */
  readonly calls: Map<string, number>;
  close(): Promise<void>;
}

type Call = grpc.ServerUnaryCall<ListAssetsRequest, object>;

/** The estate never changes while it is served, so every page is of the moment when that began. */
const listAssets = (desk: Desk, since: number, cut: (peer: string) => void) => {
  const readTime = { seconds: Math.floor(since / 1000), nanos: 0 };
  return async (call: Call, callback: grpc.sendUnaryData<object>): Promise<void> => {
    const consumer = call.metadata.get('x-goog-user-project')[0]?.toString();
    const { delayMs, reply } = respond(desk, call.request, consumer);
    if (delayMs > 0) await wait(delayMs);
    if (reply === 'silent') return;
    if (reply === 'reset') cut(call.getPeer());
    else if (reply instanceof GcpRefusal) callback(statusOf(reply));
    else callback(null, { readTime, ...reply });
  };
};

/** Serves the estate on 127.0.0.1 to anyone: whoever names no project to bill is billed to the first. */
export const startGcpServer = async (estate: Estate, options: GcpServerOptions = {}): Promise<GcpServer> => {
  const { faults = [], throttle = true, now = () => performance.now(), pageSize = 1_000 } = options;
  const calls = new Map<string, number>();
  const desk: Desk = {
    estate,
    secret: randomBytes(32),
    pageSize,
    fault: openFaults(faults),
    mustWait: throttle ? openQuota(now) : () => false,
    calls,
  };
  // The connections are accepted here, since gRPC's own listener gives no hold of one to cut.
  const sockets = new Map<string, Socket>();
  const server = new grpc.Server();
  const injector = server.createConnectionInjector(grpc.ServerCredentials.createInsecure());
  server.addService(assetService, { listAssets: listAssets(desk, Date.now(), (peer) => sockets.get(peer)?.destroy()) });
  const listener = createServer((socket) => {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    sockets.set(peer, socket);
    socket.once('close', () => sockets.delete(peer));
    injector.injectConnection(socket);
  });
  await new Promise<void>((done, fail) => {
    listener.once('error', fail);
    listener.listen(0, '127.0.0.1', done);
  });
  const { port } = listener.address() as AddressInfo;
  return {
    endpoint: `127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((done) => {
        listener.close(() => done());
        injector.destroy();
        server.forceShutdown();
        for (const socket of sockets.values()) socket.destroy();
      }),
  };
};
