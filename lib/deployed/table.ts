/** The register's table where it is deployed, for the functions and for whoever reads it with credentials of their own. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Database } from '../register/database.ts';
import { variable } from './functions.ts';

/** A table in DynamoDB; without a region, that of the environment or the profile. */
export interface TableName {
  readonly table: string;
  readonly region?: string | undefined;
}

/** Reads and writes of one process under way at once: partitions, batches and shards share the sockets. */
const SOCKETS = 64;
const CONNECT_MS = 3_000;
/** DynamoDB answers within milliseconds; longer than this is a socket that nobody serves. */
const ANSWER_MS = 15_000;

const sockets = { keepAlive: true, maxSockets: SOCKETS };

/** Connects with the default chain's credentials; nothing is asked of AWS before the first read. */
export const connectDeployedTable = ({
  table,
  region,
}: TableName): { readonly database: Database; readonly client: DynamoDBClient } => {
  const client = new DynamoDBClient({
    ...(region !== undefined && { region }),
    requestHandler: {
      httpAgent: sockets,
      httpsAgent: sockets,
      connectionTimeout: CONNECT_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
    },
  });
  return { database: new Database(client, table), client };
};

/** The table that a function was deployed with; throws where it was told none. */
export const openDeployedTable = (env: NodeJS.ProcessEnv = process.env): Database =>
  connectDeployedTable({ table: variable('table', env) }).database;
