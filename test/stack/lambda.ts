/**
 * Lambda's execution environments without Lambda: its own runtime client runs a real bundle. One environment answers one
 * event at a time, as on Lambda; more at once get more environments.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Answer, openRuntimeApi } from './runtime-api.ts';

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

/** How an invocation ended, and after how long. */
export type Outcome = Answer & { readonly ms: number };

export interface Environment {
  /** From the start of the process until it asked for its first event, milliseconds. */
  readonly initMs: number;
  invoke(event: string): Promise<Outcome>;
  /** The most memory that it ever had in use, MiB. */
  peakMb(): number;
  /** What it printed. */
  said(): string;
  stop(): Promise<void>;
}

const failure = (errorType: string, errorMessage: string): Answer => ({
  failed: true,
  body: Buffer.from(JSON.stringify({ errorType, errorMessage })),
});

/** Starts one environment; resolves when its function has been loaded. Rejects with what it printed where it cannot be. */
export const startEnvironment = async (order: FunctionOrder): Promise<Environment> => {
  if (!existsSync(runtimeClient)) throw new Error('The Lambda runtime client is not installed: run .ci/runtime.sh');
  const began = performance.now();
  let said = '';
  const api = await openRuntimeApi();
  const child = spawn(process.execPath, [runtimeClient, 'index.handler'], {
    cwd: order.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${api.port}`,
      LAMBDA_TASK_ROOT: order.folder,
      AWS_LAMBDA_FUNCTION_NAME: order.name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(order.memoryMb),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${order.name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      _HANDLER: 'index.handler',
      // The heap has to stay below the function's memory: V8 would let garbage lie in all of this machine's.
      NODE_OPTIONS: `--max-old-space-size=${Math.floor(order.memoryMb * 0.9)} --enable-source-maps`,
      ...order.env,
    },
  });
  const hear = (text: string) => {
    said = (said + text).slice(-100_000);
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => api.settle(failure('Runtime.ExitError', 'The process ended before it answered.')));
  const close = async () => {
    child.kill('SIGKILL');
    await ended;
    await api.close();
  };
  const loaded = await Promise.race([api.asked().then(() => true), ended.then(() => false)]);
  const initMs = performance.now() - began;
  if (!loaded) {
    await close();
    throw new Error(`${order.name} ended while it was loaded:\n${said}${api.initError()}`);
  }
  const invoke = async (event: string): Promise<Outcome> => {
    const start = performance.now();
    const answered = api.give(event, {
      'lambda-runtime-deadline-ms': String(Date.now() + order.timeoutMs),
      'lambda-runtime-invoked-function-arn': `arn:aws:lambda:eu-west-1:123456789012:function:${order.name}`,
    });
    if (child.exitCode !== null || child.signalCode !== null)
      api.settle(failure('Runtime.ExitError', 'The process is gone.'));
    const timer = setTimeout(() => {
      api.settle(failure('Sandbox.Timedout', `Task timed out after ${order.timeoutMs / 1000} seconds`));
      child.kill('SIGKILL');
    }, order.timeoutMs);
    const outcome = await answered;
    clearTimeout(timer);
    return { ...outcome, ms: performance.now() - start };
  };
  return {
    initMs,
    invoke,
    peakMb() {
      const [, kb] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      return Number(kb) / 1024;
    },
    said: () => said,
    stop: close,
  };
};
