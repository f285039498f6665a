/** Buckets, databases and functions, and what no kind describes: queues, topics, tables. */
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateDBInstanceCommand, CreateDBSnapshotCommand, RDSClient } from '@aws-sdk/client-rds';
import { CreateBucketCommand, PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { by } from './owners.ts';
import { type At, type Made, made, tagList } from './place.ts';
import { zipOf } from './zip.ts';

export interface Services {
  readonly made: readonly Made[];
  readonly plainBucket: string;
  readonly queueUrl: string;
}

const buckets = async (at: At): Promise<{ all: Made[]; plainBucket: string }> => {
  const s3 = at.client(S3Client);
  const all: Made[] = [];
  for (const [word, tags] of [
    ['plain', by.none],
    ['reports', by.ann],
  ] as const) {
    const Bucket = `${word}-${at.accountId}-${at.region}`;
    // The first region is where buckets are that name none.
    const elsewhere = at.region === 'us-east-1' ? {} : { LocationConstraint: at.region as 'eu-west-1' };
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: elsewhere }));
    if (Object.keys(tags).length > 0)
      await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: tagList(tags) } }));
    all.push(made(at, 'aws_s3_bucket', `arn:aws:s3:::${Bucket}`, Bucket, tags));
  }
  return { all, plainBucket: all[0]!.name };
};

const databases = async (at: At): Promise<Made[]> => {
  const rds = at.client(RDSClient);
  const database = await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: 'orders',
      DBInstanceClass: 'db.t3.micro',
      Engine: 'postgres',
      AllocatedStorage: 20,
      MasterUsername: 'someone',
      MasterUserPassword: 'not-a-secret',
      Tags: tagList(by.platform),
    }),
  );
  const groups = (database.DBInstance?.VpcSecurityGroups ?? []).flatMap(
    ({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? [],
  );
  await rds.send(
    new CreateDBSnapshotCommand({
      DBInstanceIdentifier: 'orders',
      DBSnapshotIdentifier: 'orders-before',
      Tags: tagList(by.bo),
    }),
  );
  const id = at.arn('rds', 'db:orders');
  return [
    made(
      at,
      'aws_rds_db_instance',
      id,
      'orders',
      by.platform,
      groups.map((one) => ({ rel: 'member_of', to: at.arn('ec2', `security-group/${one}`) })),
      { engine: 'postgres', sizeGib: 20, machineType: 'db.t3.micro' },
    ),
    made(at, 'aws_rds_db_snapshot', at.arn('rds', 'snapshot:orders-before'), 'orders-before', by.bo, [
      { rel: 'sourced_from', to: id },
    ]),
  ];
};

const functions = async (at: At): Promise<Made[]> => {
  const { Role } = await at.client(IAMClient).send(
    new CreateRoleCommand({
      RoleName: `runs-${at.region}`,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      }),
    }),
  );
  await at.client(LambdaClient).send(
    new CreateFunctionCommand({
      FunctionName: 'resize',
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Role: Role?.Arn,
      MemorySize: 256,
      Code: { ZipFile: zipOf({ 'index.mjs': 'export const handler = async () => "done";\n' }) },
      Tags: by.ann,
    }),
  );
  const id = at.arn('lambda', 'function:resize');
  return [made(at, 'aws_lambda_function', id, 'resize', by.ann, [], { runtime: 'nodejs20.x', memoryMib: 256 })];
};

/** What only the tagging API tells of. */
const others = async (at: At): Promise<{ all: Made[]; queueUrl: string }> => {
  const { QueueUrl = '' } = await at
    .client(SQSClient)
    .send(new CreateQueueCommand({ QueueName: 'jobs', tags: by.platform }));
  await at.client(SNSClient).send(new CreateTopicCommand({ Name: 'news', Tags: tagList(by.ann) }));
  await at.client(DynamoDBClient).send(
    new CreateTableCommand({
      TableName: 'sessions',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      Tags: tagList(by.stranger),
    }),
  );
  const all = [
    made(at, 'aws_resource', at.arn('sqs', 'jobs'), 'jobs', by.platform),
    made(at, 'aws_resource', at.arn('sns', 'news'), 'news', by.ann),
    made(at, 'aws_resource', at.arn('dynamodb', 'table/sessions'), 'sessions', by.stranger),
  ];
  return { all, queueUrl: QueueUrl };
};

export const makeServices = async (at: At): Promise<Services> => {
  const { all: ofBuckets, plainBucket } = await buckets(at);
  const { all: ofOthers, queueUrl } = await others(at);
  const rest = [...(await databases(at)), ...(await functions(at))];
  return { made: [...ofBuckets, ...rest, ...ofOthers], plainBucket, queueUrl };
};
