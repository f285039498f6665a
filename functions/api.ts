/** Lambda: answers questions about the register, behind a function URL that asks for AWS signatures. */
import { createApi } from '../lib/api/app.ts';
import { lambdaHandler } from '../lib/api/lambda.ts';
import { logger } from '../lib/deployed/logger.ts';
import { openDeployedTable } from '../lib/deployed/table.ts';
import { openReader } from '../lib/register/reader.ts';

const failed = (error: unknown, path: string): void =>
  logger.error('a question was not answered', { path, error: error as Error });

const { fetch } = createApi({ reader: openReader(openDeployedTable()), failed });

export const handler = lambdaHandler((request, context) => {
  logger.addContext(context);
  return fetch(request);
});
