/** The register's table where a function runs: by its name, with the role's own credentials. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Database } from '../register/database.ts';
import { variable } from './functions.ts';

export const openDeployedTable = (env: NodeJS.ProcessEnv = process.env): Database =>
  new Database(new DynamoDBClient({}), variable('table', env));
