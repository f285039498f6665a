/** What can happen to a collection: its processes are killed, and what failed of it is run again. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import { type Deployed, NAME } from './deployment.ts';
import type { MiniStack } from './ministack.ts';

/** Kills every process of a function as Lambda kills one that is out of memory; gives how many there were. */
export const killAll = ({ pids }: Deployed, functionName: string): number => {
  let killed = 0;
  for (const file of readdirSync(pids).filter((name) => name.startsWith(`${functionName}.`))) {
    rmSync(join(pids, file), { force: true });
    try {
      process.kill(Number(file.split('.').at(-1)), 'SIGKILL');
      killed++;
    } catch (error) {
      // It ended before.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  return killed;
};

/** Calls a function and gives its answer; throws what it threw. */
const invoke = async (stack: MiniStack, FunctionName: string, order: object): Promise<any> => {
  const client = stack.client(LambdaClient);
  try {
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify(order) }),
    );
    const answer = Payload?.transformToString() ?? '';
    if (FunctionError !== undefined) throw new Error(`${FunctionName}: ${answer}`);
    return JSON.parse(answer);
  } finally {
    client.destroy();
  }
};

/** The part of a value that says where an execution's plan lies, however deep. */
const planIn = (value: any): any => {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('bucket' in value && 'key' in value) return value;
  return Object.values(value)
    .map(planIn)
    .find((found) => found !== undefined);
};

/** What RedriveExecution does, which MiniStack has not: the children that failed once more, then what comes after them. */
export const redrive = async ({ stack }: Deployed, provider: string, executionArn: string): Promise<any> => {
  const states = stack.client(SFNClient);
  const { events = [] } = await states.send(new GetExecutionHistoryCommand({ executionArn }));
  states.destroy();
  const { run, bucket, key } = events
    .map(({ stateEnteredEventDetails }) => planIn(JSON.parse(stateEnteredEventDetails?.input ?? 'null')))
    .find((found) => found !== undefined);
  const s3 = stack.client(S3Client);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const items = JSON.parse((await Body?.transformToString()) ?? '[]');
  s3.destroy();
  for (const first of items) {
    let order = { action: 'collect', run, item: first };
    for (let state = 'continue'; state === 'continue'; ) {
      const answer = await invoke(stack, `${NAME}-${provider}`, order);
      order = { action: 'collect', run: answer.run, item: answer.item };
      state = answer.state;
    }
  }
  return invoke(stack, `${NAME}-summarise`, { action: 'summarise', run, bucket, key, provider });
};
