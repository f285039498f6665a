/** From events that say what changed to executions that list it: gathered, and never beside a run that is under way. */
import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { type Hint, hintsOf } from '../kinds/hints.ts';
import type { Database } from '../register/database.ts';
import { isLocked } from '../register/locks.ts';
import { runLock } from './execution.ts';

/**
 * A hint that waits for a run to end is given up after this, milliseconds: before the queue takes it for a failure. The
 * next run lists what it asks for.
 */
const PATIENCE_MS = 45 * 60_000;

export interface HintEdges {
  readonly database: Database;
  readonly client: Pick<SFNClient, 'send'>;
  /** ARN of the state machine that collects AWS. */
  readonly stateMachine: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onWaiting: (waiting: number, givenUp: number) => void;
}

/** What messages ask for, each once; one that is no event of these kinds asks for nothing. */
const askedIn = (records: readonly SQSRecord[]): readonly Hint[] => {
  const hints = new Map<string, Hint>();
  for (const { body } of records)
    for (const hint of hintsOf(JSON.parse(body)))
      hints.set([hint.accountId, hint.region, hint.kind].join('\u0000'), hint);
  return [...hints.values()];
};

/** Starts one execution for all that is asked; gives back what is to come again, since a run is under way. */
export const askFor = async (records: readonly SQSRecord[], edges: HintEdges): Promise<SQSBatchResponse> => {
  const { database, client, stateMachine, now, onWaiting } = edges;
  const only = askedIn(records);
  if (only.length === 0) return { batchItemFailures: [] };
  if (await isLocked(database, runLock('aws', '').name)) {
    const waiting = records.filter(({ attributes }) => now() - Number(attributes.SentTimestamp) < PATIENCE_MS);
    onWaiting(waiting.length, records.length - waiting.length);
    return { batchItemFailures: waiting.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  }
  await client.send(new StartExecutionCommand({ stateMachineArn: stateMachine, input: JSON.stringify({ only }) }));
  return { batchItemFailures: [] };
};
