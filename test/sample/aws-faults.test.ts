import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import * as ec2 from '@aws-sdk/client-ec2';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as lambda from '@aws-sdk/client-lambda';
import * as org from '@aws-sdk/client-organizations';
import * as rds from '@aws-sdk/client-rds';
import { ListIndexesCommand, ResourceExplorer2Client } from '@aws-sdk/client-resource-explorer-2';
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api';
import * as s3 from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { type AwsFault, type AwsServer, type AwsServerOptions, startAwsServer } from '../../lib/sample/aws/server.ts';
import { everything, fakeEstate, MEMBER, pagesOf, settingsOf } from './aws-fake.ts';

let server: AwsServer;
afterEach(() => server.close());

const start = async (faults: AwsFault[], options: AwsServerOptions = { throttle: false }) => {
  server = await startAwsServer(fakeEstate, { ...options, faults });
};

type Config = ReturnType<typeof settingsOf> & { maxAttempts?: number };

/** One listing of each service and protocol, with whatever token and size. */
const asks: Record<string, (config: Config, token?: string) => Promise<any>> = {
  'ec2:DescribeVolumes': (config, NextToken) =>
    new ec2.EC2Client(config).send(new ec2.DescribeVolumesCommand({ MaxResults: 5, ...(NextToken && { NextToken }) })),
  'rds:DescribeDBInstances': (config, Marker) =>
    new rds.RDSClient(config).send(new rds.DescribeDBInstancesCommand({ MaxRecords: 20, ...(Marker && { Marker }) })),
  'elasticloadbalancing:DescribeLoadBalancers': (config, Marker) =>
    new elb.ElasticLoadBalancingV2Client(config).send(
      new elb.DescribeLoadBalancersCommand({ PageSize: 5, ...(Marker && { Marker }) }),
    ),
  'tagging:GetResources': (config, PaginationToken) =>
    new tagging.ResourceGroupsTaggingAPIClient(config).send(
      new tagging.GetResourcesCommand({ ResourcesPerPage: 5, ...(PaginationToken && { PaginationToken }) }),
    ),
  'organizations:ListAccounts': (config, NextToken) =>
    new org.OrganizationsClient(config).send(
      new org.ListAccountsCommand({ MaxResults: 5, ...(NextToken && { NextToken }) }),
    ),
  'account:ListRegions': (config, NextToken) =>
    new AccountClient(config).send(new ListRegionsCommand({ MaxResults: 5, ...(NextToken && { NextToken }) })),
  'lambda:ListFunctions': (config, Marker) =>
    new lambda.LambdaClient(config).send(new lambda.ListFunctionsCommand({ MaxItems: 5, ...(Marker && { Marker }) })),
  's3:ListBuckets': (config, ContinuationToken) =>
    new s3.S3Client(config).send(
      new s3.ListBucketsCommand({ MaxBuckets: 2, ...(ContinuationToken && { ContinuationToken }) }),
    ),
};
const operations = Object.keys(asks);
const ask = (operation: string, config: Partial<Config> = {}, token?: string) =>
  asks[operation]!({ ...settingsOf(server.endpoint), ...config }, token);

const errorName = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'no error',
    (error: Error) => error.name,
  );

/** The error's name in each service, in the order of `asks`. */
const names = (ec2Name: string, query: string, elbName: string, ...rest: string[]) => [
  ec2Name,
  query,
  elbName,
  ...rest,
];
const table = (errors: string[]): [string, string][] =>
  operations.map((operation, index) => [operation, errors[index]!]);
const access = 'AccessDeniedException';
const key = 'UnrecognizedClientException';

describe('refusals are the service’s own', () => {
  it.each(
    table(
      names('UnauthorizedOperation', 'AccessDenied', 'AccessDenied', access, access, access, access, 'AccessDenied'),
    ),
  )('%s denied: %s', async (operation, name) => {
    await start([{ operation, answer: 'deny' }]);
    await expect(ask(operation)).rejects.toMatchObject({ name });
    expect(server.calls.get(operation)).toBe(1);
  });

  it.each(
    table(
      names('AuthFailure', 'InvalidClientTokenId', 'InvalidClientTokenId', key, key, key, key, 'InvalidAccessKeyId'),
    ),
  )('%s with the key of a suspended account: %s', async (operation, name) => {
    await start([]);
    const credentials = { accessKeyId: '333333333333', secretAccessKey: 'any' };
    await expect(ask(operation, { credentials })).rejects.toMatchObject({ name });
  });

  it.each(
    table([
      ...['InvalidNextToken', 'InvalidParameterValue', 'ValidationError', 'PaginationTokenExpiredException'],
      ...['InvalidInputException', 'ValidationException', 'InvalidParameterValueException', 'InvalidArgument'],
    ]),
  )('%s with a token of nobody’s: %s', async (operation, name) => {
    await start([]);
    await expect(ask(operation, {}, 'bm9ib2R5')).rejects.toMatchObject({ name });
  });

  it('takes a token only for the listing that gave it', async () => {
    await start([]);
    const client = new ec2.EC2Client(settingsOf(server.endpoint));
    const { NextToken } = await client.send(new ec2.DescribeSnapshotsCommand({ MaxResults: 5, OwnerIds: ['self'] }));
    const more = (to: ec2.EC2Client, OwnerIds: string[]) =>
      to.send(new ec2.DescribeSnapshotsCommand({ MaxResults: 6, OwnerIds, NextToken }));
    expect((await more(client, ['self'])).Snapshots).toHaveLength(5);
    const elsewhere = new ec2.EC2Client(settingsOf(server.endpoint, 'us-east-1'));
    const other = new ec2.EC2Client(settingsOf(server.endpoint, 'eu-west-1', MEMBER));
    const asked = [
      more(client, ['111111111111']),
      more(elsewhere, ['self']),
      more(other, ['self']),
      client.send(new ec2.DescribeVolumesCommand({ MaxResults: 5, NextToken })),
    ];
    expect(await Promise.all(asked.map(errorName))).toEqual(asked.map(() => 'InvalidNextToken'));
  });

  it('answers regions that the account has not on as AWS does', async () => {
    await start([]);
    const off = { region: 'eu-south-2' };
    await expect(ask('ec2:DescribeVolumes', off)).rejects.toMatchObject({ name: 'AuthFailure' });
    await expect(ask('rds:DescribeDBInstances', off)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    await expect(ask('tagging:GetResources', off)).rejects.toMatchObject({ name: key });
    await expect(ask('lambda:ListFunctions', off)).rejects.toMatchObject({ name: key });
    const on = { ...off, credentials: { accessKeyId: MEMBER, secretAccessKey: 'any' } };
    expect((await ask('ec2:DescribeVolumes', on)).Volumes.length).toBe(5);
  });

  it('knows no other operation and no other service', async () => {
    await start([]);
    const config = settingsOf(server.endpoint);
    const strange: [Promise<unknown>, string][] = [
      [new ec2.EC2Client(config).send(new ec2.DescribeHostsCommand({})), 'InvalidAction'],
      [new rds.RDSClient(config).send(new rds.DescribeDBClustersCommand({})), 'InvalidAction'],
      [new org.OrganizationsClient(config).send(new org.ListRootsCommand({})), 'UnknownOperationException'],
      [new lambda.LambdaClient(config).send(new lambda.ListLayersCommand({})), 'UnknownOperationException'],
      [new ResourceExplorer2Client(config).send(new ListIndexesCommand({})), 'UnknownOperationException'],
    ];
    expect(await Promise.all(strange.map(([asked]) => errorName(asked)))).toEqual(strange.map(([, name]) => name));
    const objects = new s3.S3Client(config).send(new s3.ListObjectsV2Command({ Bucket: 'bucket-0' }));
    await expect(objects).rejects.toMatchObject({ name: 'NotImplemented' });
    const unsigned = await fetch(server.endpoint, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(403);
  });
});

describe('faults', () => {
  const throttles = [
    ...['RequestLimitExceeded', 'Throttling', 'Throttling', 'ThrottledException'],
    ...['TooManyRequestsException', 'TooManyRequestsException', 'TooManyRequestsException', 'SlowDown'],
  ];
  it.each(table(throttles))('%s throttled (%s) is tried again by the SDK', async (operation, name) => {
    await start([{ operation, answer: 'throttle', times: 2 }]);
    await expect(ask(operation, { maxAttempts: 1 })).rejects.toMatchObject({ name });
    await ask(operation);
    expect(server.calls.get(operation)).toBe(3);
  });

  it('strikes from a page on, in one account and region', async () => {
    await start([
      { operation: 'ec2:DescribeVolumes', region: 'eu-west-1', account: MEMBER, fromCall: 2, answer: 'deny' },
    ]);
    const volumes = async (region: string, account?: string) => {
      const client = new ec2.EC2Client(settingsOf(server.endpoint, region, account));
      return (await pagesOf(ec2.paginateDescribeVolumes({ client, pageSize: 500 }, {}), 'Volumes')).flat();
    };
    expect(await volumes('eu-west-1')).toHaveLength(everything('DescribeVolumes').length);
    expect(await volumes('eu-south-2', MEMBER)).toHaveLength(everything('DescribeVolumes').length);
    await expect(volumes('eu-west-1', MEMBER)).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
  });

  it('refuses the role of one account', async () => {
    await start([{ operation: 'sts:AssumeRole', account: MEMBER, answer: 'deny' }]);
    const assume = (account: string) =>
      new STSClient(settingsOf(server.endpoint)).send(
        new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/reader`, RoleSessionName: 'test' }),
      );
    await expect(assume(MEMBER)).rejects.toMatchObject({ name: 'AccessDenied' });
    expect((await assume('444444444400')).Credentials?.SessionToken).toBeTruthy();
  });

  it.each(operations)(
    '%s cut, broken off, failing or a gateway’s page is an error, never a short answer',
    async (operation) => {
      for (const answer of ['reset', 'truncate', 'error', 'html', 'disabled'] as const) {
        await start([{ operation: '*', answer }]);
        await expect(ask(operation, { maxAttempts: 1 }), answer).rejects.toThrow();
        await server.close();
      }
    },
  );

  it('takes chance from the call, the same on every run', async () => {
    const struck = async () => {
      await start([{ operation: 'ec2:*', answer: 'error', probability: 0.5 }]);
      const results: boolean[] = [];
      for (let call = 0; call < 20; call++) {
        results.push(
          await ask('ec2:DescribeVolumes', { maxAttempts: 1 }).then(
            () => false,
            () => true,
          ),
        );
      }
      await server.close();
      return results;
    };
    const first = await struck();
    expect(new Set(first)).toEqual(new Set([true, false]));
    expect(await struck()).toEqual(first);
  });

  it('waits where told to, and then tells the truth', async () => {
    await start([{ operation: 'ec2:DescribeVolumes', answer: 'slow', delayMs: 20 }]);
    expect((await ask('ec2:DescribeVolumes')).Volumes).toHaveLength(5);
  });

  it('keeps AWS’s pace: 100 calls at once, then 20 a second; 15 for tags', async () => {
    let now = 0;
    await start([], { now: () => now });
    const count = async (operation: string, calls: number) => {
      const answers = Array.from({ length: calls }, () =>
        ask(operation, { maxAttempts: 1 }).then(
          () => 1,
          () => 0,
        ),
      );
      return (await Promise.all(answers)).reduce<number>((sum, one) => sum + one, 0);
    };
    expect(await count('ec2:DescribeVolumes', 110)).toBe(100);
    expect(await count('tagging:GetResources', 20)).toBe(15);
    now = 1000;
    expect(await count('ec2:DescribeVolumes', 30)).toBe(20);
    expect(await count('tagging:GetResources', 20)).toBe(15);
  });
});
