/** Tells the bus what was written to the table: see lib/deployed/publisher.ts. */
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import { variable } from '../lib/deployed/functions.ts';
import { logger } from '../lib/deployed/logger.ts';
import { emit } from '../lib/deployed/meters.ts';
import { publishRecords } from '../lib/deployed/publisher.ts';

const client = new EventBridgeClient({});

export const handler = async ({ Records }: DynamoDBStreamEvent, context: Context) => {
  logger.addContext(context);
  let put = 0;
  const answer = await publishRecords(Records, {
    client,
    bus: variable('bus'),
    onFailure: (record, error) => logger.error('record could not be told', { record, error: error as Error }),
    onPut: (count) => {
      put += count;
    },
  });
  if (put > 0) emit({ EventsPublished: put }, 'all');
  return answer;
};
