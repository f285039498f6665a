/** A process that dies at one of its calls of the table. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export class Killed extends Error {}

/** Lets `calls` calls through; at the next one the process is dead, before the table has it or after. */
export const killAt = (client: DynamoDBClient, calls: number, when: 'before' | 'after') => {
  let made = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      made++;
      if (made > calls + 1) throw new Killed();
      if (made <= calls) return next(args);
      if (when === 'after') await next(args);
      throw new Killed();
    },
    { step: 'initialize', priority: 'high', name: 'kill', override: true },
  );
  return { made: () => made, revive: () => void client.middlewareStack.remove('kill') };
};
