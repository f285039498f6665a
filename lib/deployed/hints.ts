/** From events that say what changed to executions that list it: gathered, and never beside a run that is under way. */
import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { type Hint, hintsOf } from '../kinds/hints.ts';
import type { Database } from '../register/database.ts';
import { isLocked } from '../register/locks.ts';
import { runLock } from './execution.ts';
import { PATIENCE_MS } from './hint-queue.ts';

/**
 * Listings that one execution is asked for at most, each some hundred bytes: its input may have 256 KiB.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const MOST = 1_500;

export interface HintEdges {
  readonly database: Database;
  readonly client: Pick<SFNClient, 'send'>;
  /** ARN of the state machine that collects AWS. */
  readonly stateMachine: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onWaiting: (waiting: number, givenUp: number) => void;
}

/** What messages ask for, each once, and those that there is no room for; one that is no event of these kinds asks for nothing. */
const askedIn = (records: readonly SQSRecord[]) => {
  const hints = new Map<string, Hint>();
  const beyond: SQSRecord[] = [];
  for (const record of records) {
    const all = hintsOf(JSON.parse(record.body)).map(
      (hint) => [[hint.accountId, hint.region, hint.kind].join('\u0000'), hint] as const,
    );
    const fresh = all.filter(([key]) => !hints.has(key));
    if (hints.size + fresh.length > MOST) beyond.push(record);
    else for (const [key, hint] of fresh) hints.set(key, hint);
  }
  return { only: [...hints.values()], beyond };
};

/** Starts one execution for all that is asked; gives back what is to come again, since a run is under way. */
export const askFor = async (records: readonly SQSRecord[], edges: HintEdges): Promise<SQSBatchResponse> => {
  const { database, client, stateMachine, now, onWaiting } = edges;
  const again = (late: readonly SQSRecord[]): SQSBatchResponse => {
    if (late.length === 0) return { batchItemFailures: [] };
    const waiting = late.filter(({ attributes }) => now() - Number(attributes.SentTimestamp) < PATIENCE_MS);
    onWaiting(waiting.length, late.length - waiting.length);
    return { batchItemFailures: waiting.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
  const { only, beyond } = askedIn(records);
  if (only.length === 0) return { batchItemFailures: [] };
  if (await isLocked(database, runLock('aws', '').name)) return again(records);
  await client.send(new StartExecutionCommand({ stateMachineArn: stateMachine, input: JSON.stringify({ only }) }));
  return again(beyond);
};
