/** What DynamoDB refuses to whoever reads a deployed register, in words that say what to do. */
import { translateAws } from '../providers/aws/errors.ts';
import type { TableName } from './table.ts';

/** The register's table could not be used: its message says what, where and what to do. */
class TableError extends Error {
  override readonly name = 'TableError';
}

/** What reading takes, and what a person's words to the register take beside it. */
const READING = 'dynamodb:GetItem, dynamodb:BatchGetItem and dynamodb:Query on it and its indexes';
const WRITING = 'dynamodb:PutItem, UpdateItem and BatchWriteItem for suppress, forget and confirm';

const named = ({ table, region }: TableName): string => `${table}${region === undefined ? '' : ` in ${region}`}`;

/** The error as somebody at a keyboard can act on it; what is not about access to the table stays as it is. */
export const explainRefusal = (error: unknown, at: TableName): unknown => {
  if (!(error instanceof Error) || error instanceof TableError) return error;
  const failed = (text: string) => new TableError(text, { cause: error });
  if (error.name === 'ResourceNotFoundException')
    return failed(
      `there is no table ${named(at)} in the account of your AWS credentials: check the name (--table), the region (--table-region or AWS_REGION) and the account (\`aws sts get-caller-identity\`)`,
    );
  if (/^Region is missing/.test(error.message))
    return failed(
      `no AWS region is known for the table ${at.table}: give --table-region, set AWS_REGION, or say \`deploy.region\` in the config`,
    );
  const { code, message, advice } = translateAws(error, { provider: 'aws' });
  if (code === 'access_denied')
    return failed(
      `AWS does not let you use the table ${named(at)}: ${message}. Ask for ${READING}, kms:Decrypt on its key, and ${WRITING}`,
    );
  if (code === 'no_credentials' || code === 'unreachable' || code === 'throttled')
    return failed(`the table ${named(at)} could not be used: ${message}. ${advice}`);
  return error;
};

/** The first look at a table: one without the register's keys or indexes is another's. */
export const explainFirstLook = (error: unknown, at: TableName): unknown =>
  error instanceof Error && error.name === 'ValidationException'
    ? new TableError(
        `the table ${named(at)} holds no register of Cadastre (${error.message}): name the one that the stack made, \`cadastre\` unless \`deploy.name\` says otherwise`,
        { cause: error },
      )
    : explainRefusal(error, at);
