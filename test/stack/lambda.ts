/**
 * Lambda's execution environments without Lambda: the Runtime API
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), served to Lambda's own runtime client, which runs a
 * real bundle. One environment answers one event at a time, as on Lambda; more at once get more environments.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export const runtimeClient = fileURLToPath(
  new URL('../../.standins/runtime/node_modules/aws-lambda-ric/bin/index.mjs', import.meta.url),
);

export interface FunctionOrder {
  readonly name: string;
  /** Folder of the bundle, whose `index.mjs` exports `handler`. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutMs: number;
}

/** How an invocation ended. An error is as Lambda tells it: `{errorType, errorMessage, trace}`. */
export interface Outcome {
  readonly failed: boolean;
  readonly body: Buffer;
  readonly ms: number;
}

interface Work {
  readonly event: string;
  readonly done: (outcome: Omit<Outcome, 'ms'>) => void;
}

export interface Environment {
  /** From the start of the process until it asked for its first event, milliseconds. */
  readonly initMs: number;
  readonly process: ChildProcess;
  invoke(event: string): Promise<Outcome>;
  /** The most memory that it ever had in use, MiB. */
  peakMb(): number;
  /** What it printed. */
  said(): string;
  stop(): Promise<void>;
}

const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const failure = (errorType: string, errorMessage: string): Omit<Outcome, 'ms'> => ({
  failed: true,
  body: Buffer.from(JSON.stringify({ errorType, errorMessage })),
});

/** Starts one environment; resolves when its function has been loaded. Rejects with what it printed where it cannot be. */
export const startEnvironment = async (order: FunctionOrder): Promise<Environment> => {
  if (!existsSync(runtimeClient)) throw new Error('The Lambda runtime client is not installed: run .ci/runtime.sh');
  const began = performance.now();
  let said = '';
  let poll: ServerResponse | undefined;
  let current: { readonly id: string; readonly done: Work['done'] } | undefined;
  let ready = (_initMs: number) => {};
  const settle = (outcome: Omit<Outcome, 'ms'>) => {
    const { done } = current ?? {};
    current = undefined;
    done?.(outcome);
  };
  const server = createServer(async (incoming, answer) => {
    const path = incoming.url ?? '';
    if (path.endsWith('/invocation/next')) {
      poll = answer;
      return ready(performance.now() - began);
    }
    const body = await bodyOf(incoming);
    const [, id, how] = /\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    answer.writeHead(202, { 'content-type': 'application/json' }).end('{}');
    if (path.endsWith('/init/error')) said += body.toString();
    else if (id === current?.id) settle({ failed: how === 'error', body });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const child = spawn(process.execPath, [runtimeClient, 'index.handler'], {
    cwd: order.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
      LAMBDA_TASK_ROOT: order.folder,
      AWS_LAMBDA_FUNCTION_NAME: order.name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(order.memoryMb),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${order.name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      _HANDLER: 'index.handler',
      // As Lambda has it: nine tenths of the memory are for the heap.
      NODE_OPTIONS: `--max-old-space-size=${Math.floor(order.memoryMb * 0.9)} --enable-source-maps`,
      ...order.env,
    },
  });
  const hear = (text: string) => {
    said = (said + text).slice(-100_000);
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  let peakKb = 0;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => settle(failure('Runtime.ExitError', 'The process ended before it answered.')));
  const close = async () => {
    child.kill('SIGKILL');
    await ended;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const initMs = await Promise.race([
    new Promise<number>((resolve) => {
      ready = resolve;
    }),
    ended.then(() => undefined),
  ]);
  if (initMs === undefined) {
    await close();
    throw new Error(`${order.name} ended while it was loaded:\n${said}`);
  }
  const invoke = async (event: string): Promise<Outcome> => {
    const start = performance.now();
    const id = randomUUID();
    const answered = new Promise<Omit<Outcome, 'ms'>>((done) => {
      current = { id, done };
    });
    if (child.exitCode !== null || child.signalCode !== null)
      settle(failure('Runtime.ExitError', 'The process is gone.'));
    while (poll === undefined && current !== undefined) await new Promise((resolve) => setTimeout(resolve, 1));
    poll
      ?.writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': id,
        'lambda-runtime-deadline-ms': String(Date.now() + order.timeoutMs),
        'lambda-runtime-invoked-function-arn': `arn:aws:lambda:eu-west-1:123456789012:function:${order.name}`,
        'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0',
      })
      .end(event);
    poll = undefined;
    const timer = setTimeout(() => {
      settle(failure('Sandbox.Timedout', `Task timed out after ${order.timeoutMs / 1000} seconds`));
      child.kill('SIGKILL');
    }, order.timeoutMs);
    const outcome = await answered;
    clearTimeout(timer);
    return { ...outcome, ms: performance.now() - start };
  };
  return {
    initMs,
    process: child,
    invoke,
    peakMb() {
      const [, kb = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      peakKb = Math.max(peakKb, Number(kb));
      return peakKb / 1024;
    },
    said: () => said,
    stop: close,
  };
};
