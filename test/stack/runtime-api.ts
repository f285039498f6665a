/** Lambda's Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) for one execution environment. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How an invocation ended. An error is as Lambda tells it: `{errorType, errorMessage, trace}`. */
export interface Answer {
  readonly failed: boolean;
  readonly body: Buffer;
}

export interface RuntimeApi {
  readonly port: number;
  /** Resolves when the runtime asks for its first event: it has loaded the function. */
  asked(): Promise<void>;
  /** What the runtime said when it could not load the function. */
  initError(): string;
  /** Gives the runtime an event once it asks for one, with more headers; resolves with its answer. */
  give(event: string, headers: Readonly<Record<string, string>>): Promise<Answer>;
  /** Answers in the runtime's place, where it cannot any more. */
  settle(answer: Answer): void;
  close(): Promise<void>;
}

const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

export const openRuntimeApi = async (): Promise<RuntimeApi> => {
  let initError = '';
  /** The request for an event that waits. */
  let poll: ServerResponse | undefined;
  let given: { readonly event: string; readonly headers: Readonly<Record<string, string>> } | undefined;
  let current: { readonly id: string; readonly done: (answer: Answer) => void } | undefined;
  let loaded = () => {};
  const asked = new Promise<void>((resolve) => {
    loaded = resolve;
  });
  const settle = (answer: Answer) => {
    const { done } = current ?? {};
    current = undefined;
    given = undefined;
    done?.(answer);
  };
  const meet = () => {
    if (poll === undefined || given === undefined || current === undefined) return;
    poll
      .writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': current.id,
        'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0',
        ...given.headers,
      })
      .end(given.event);
    poll = undefined;
    given = undefined;
  };
  const server = createServer(async (incoming, answer) => {
    const path = incoming.url ?? '';
    if (path.endsWith('/invocation/next')) {
      poll = answer;
      loaded();
      return meet();
    }
    const body = await bodyOf(incoming);
    const [, id, how] = /\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    answer.writeHead(202, { 'content-type': 'application/json' }).end('{}');
    if (path.endsWith('/init/error')) initError += body.toString();
    else if (id === current?.id) settle({ failed: how === 'error', body });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => asked,
    initError: () => initError,
    give: (event, headers) =>
      new Promise((done) => {
        current = { id: randomUUID(), done };
        given = { event, headers };
        meet();
      }),
    settle,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
