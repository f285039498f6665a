/** Stands before moto, which has no functions without containers: answers Invoke by the bundles, sends all else on. */
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Environment, type FunctionOrder, startEnvironment } from './lambda.ts';

export interface Call {
  readonly function: string;
  readonly event: any;
  /** Name of the error that it ended with; undefined where it did not. */
  readonly error: string | undefined;
}

export interface LambdaFront {
  readonly url: string;
  readonly port: number;
  /** Invocations that ended, in their order. */
  readonly calls: Call[];
  /** Where all else goes. */
  upstream: number;
  /** By name; set before the first call. */
  functions: Readonly<Record<string, FunctionOrder>>;
  close(): Promise<void>;
}

const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const named = /^\/2015-03-31\/functions\/([^/]+)\/invocations/;

export const openLambdaFront = async (): Promise<LambdaFront> => {
  const calls: Call[] = [];
  const idle = new Map<string, Environment[]>();
  const started: Environment[] = [];
  const invoke = async (name: string, event: string): Promise<{ failed: boolean; body: Buffer }> => {
    const order = front.functions[name];
    if (order === undefined) throw new Error(`There is no function ${name}.`);
    const waiting = idle.get(name) ?? [];
    idle.set(name, waiting);
    let environment = waiting.pop();
    if (environment === undefined) {
      environment = await startEnvironment(order);
      started.push(environment);
    }
    const { failed, body } = await environment.invoke(event);
    const error = failed ? JSON.parse(body.toString()).errorType : undefined;
    calls.push({ function: name, event: JSON.parse(event), error });
    if (error !== 'Sandbox.Timedout' && error !== 'Runtime.ExitError') waiting.push(environment);
    return { failed, body };
  };
  const server = createServer(async (incoming, answer) => {
    try {
      const [, asked] = named.exec(incoming.url ?? '') ?? [];
      const body = await bodyOf(incoming);
      if (asked === undefined) {
        const { method, url: path, headers } = incoming;
        const onward = request({ host: '127.0.0.1', port: front.upstream, method, path, headers }, (reply) =>
          reply.pipe(answer.writeHead(reply.statusCode ?? 502, reply.headers)),
        );
        return void onward.once('error', () => answer.destroy()).end(body);
      }
      const name = decodeURIComponent(asked).split(':function:').at(-1)!.split(':')[0]!;
      const outcome = await invoke(name, body.toString() || '{}');
      answer
        .writeHead(200, {
          'content-type': 'application/json',
          'x-amz-executed-version': '$LATEST',
          ...(outcome.failed && { 'x-amz-function-error': 'Unhandled' }),
        })
        .end(outcome.body);
    } catch (error) {
      answer.writeHead(500, { 'content-type': 'application/json', 'x-amzn-errortype': 'ServiceException' });
      answer.end(JSON.stringify({ Message: String(error) }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const front: LambdaFront = {
    url: `http://127.0.0.1:${port}`,
    port,
    calls,
    upstream: 0,
    functions: {},
    async close() {
      await Promise.all(started.map((one) => one.stop()));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return front;
};
