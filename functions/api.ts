/** Lambda: answers questions about the register, behind a function URL that asks for AWS signatures. */
import { createApi } from '../lib/api/app.ts';
import { lambdaHandler } from '../lib/api/lambda.ts';
import { openDeployedTable } from '../lib/deployed/table.ts';
import { openReader } from '../lib/register/reader.ts';

const failed = (error: unknown, path: string): void => {
  const { name, message, stack } = error as Error;
  console.error(
    JSON.stringify({ level: 'ERROR', message: 'a question was not answered', path, error: { name, message, stack } }),
  );
};

const { fetch } = createApi({ reader: openReader(openDeployedTable()), failed });

export const handler = lambdaHandler((request) => fetch(request));
