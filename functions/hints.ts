/** Asks for an earlier listing of what changed: see lib/deployed/hints.ts. */
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Context, SQSEvent } from 'aws-lambda';
import { variable } from '../lib/deployed/functions.ts';
import { askFor } from '../lib/deployed/hints.ts';
import { logger } from '../lib/deployed/logger.ts';
import { openDeployedTable } from '../lib/deployed/table.ts';

const client = new SFNClient({});
const database = openDeployedTable();

export const handler = async ({ Records }: SQSEvent, context: Context) => {
  logger.addContext(context);
  return askFor(Records, {
    database,
    client,
    stateMachine: JSON.parse(variable('stateMachines')).aws,
    now: Date.now,
    onWaiting: (waiting, givenUp) => logger.info('a run is under way', { waiting, givenUp }),
  });
};
