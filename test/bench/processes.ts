/** The bench's processes: clouds, table and collector each in their own, so that each is charged for itself alone. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a worker of this folder and sends it its order; its answer is its first message. */
export const start = async <Answer>(
  file: string,
  order: object,
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<{ readonly answer: Answer; readonly child: ChildProcess; stop(): Promise<void> }> => {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ['--import', 'tsx', ...flags],
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...env },
  });
  const exited = once(child, 'exit');
  child.send(order);
  const answer = await Promise.race([
    once(child, 'message').then(([message]) => message as Answer),
    exited.then(([code, signal]) => {
      throw new Error(`${file} ended with ${code ?? signal} before it answered`);
    }),
  ]);
  return {
    answer,
    child,
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
};

/** In a worker: waits for the order, answers, and ends the work when the parent lets go. */
export const work = async <Order>(
  answer: (order: Order) => Promise<{ readonly answer: object; readonly close?: () => Promise<void> }>,
): Promise<void> => {
  const [order] = (await once(process, 'message')) as [Order];
  const released = once(process, 'disconnect');
  const { answer: told, close } = await answer(order);
  process.send?.(told);
  await released;
  await close?.();
};
