/** The API on a port of this machine. */
import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';

export interface ServedApi {
  /** `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Ends what is being answered as well. */
  close(): Promise<void>;
}

/** What breaks midway breaks the connection, and nothing else: who answers has told of it, and the adapter would again. */
const cuttingOff = (body: ReadableStream<Uint8Array>, outgoing: Pick<ServerResponse, 'destroy'>): ReadableStream => {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch {
          outgoing.destroy();
          controller.close();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
};

/** Port 0 takes a free one. Rejects with the system's error where the port or the host cannot be had. */
export const serveApi = async (
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<ServedApi> => {
  const answer = async (request: Request, { outgoing }: HttpBindings): Promise<Response> => {
    const response = await fetch(request);
    return response.body === null ? response : new Response(cuttingOff(response.body, outgoing), response);
  };
  const server = createAdaptorServer({
    fetch: (request, bindings) => answer(request, bindings as HttpBindings),
    overrideGlobalObjects: false,
  }) as Server;
  server.listen(port, host);
  await once(server, 'listening');
  const { address, port: taken, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
