import {
  type FunctionConfiguration,
  LambdaClient,
  ListTagsCommand,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { asked } from '../../providers/aws/asked.ts';
import type { AwsContext } from '../../providers/aws/context.ts';
import { pages } from '../../providers/aws/read.ts';
import type { Tags } from '../../providers/types.ts';
import { defineAwsKind } from '../types.ts';
import { groupRefs, networkRefs, sharing } from './shared/networks.ts';
import { ownedBy } from './shared/owned.ts';

const owned = ({ FunctionArn }: FunctionConfiguration, aws: AwsContext) => ownedBy(aws, { arn: FunctionArn });

interface Listed extends FunctionConfiguration {
  readonly tags: Tags | undefined;
}

async function* functions(aws: AwsContext): AsyncGenerator<readonly Listed[]> {
  const client = aws.client(LambdaClient);
  for await (const page of pages(paginateListFunctions({ client }, {}), (answer) => answer.Functions)) {
    const tagged = await asked(
      page,
      { action: 'lambda:ListTags', of: ({ FunctionName }) => FunctionName },
      async ({ FunctionArn }) => {
        const { Tags: tags } = await client.send(new ListTagsCommand({ Resource: FunctionArn }));
        if (tags === undefined) throw new Error('Lambda answered without the tags that were asked for.');
        return tags;
      },
      aws.gap,
    );
    yield tagged.map(({ item, answer }) => ({ ...item, tags: answer }));
  }
}

export default defineAwsKind({
  id: 'aws_lambda_function',
  type: 'AWS::Lambda::Function',
  title: 'Lambda function',
  docs: 'https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html',
  class: 'function',
  scope: 'regional',
  arns: ['lambda:function:'],
  // CloudTrail has the API's version in these names.
  changedBy: [
    'CreateFunction20150331',
    'DeleteFunction20150331',
    'UpdateFunctionCode20150331v2',
    'UpdateFunctionConfiguration20150331v2',
  ],
  permissions: ['ec2:DescribeSecurityGroups', 'ec2:DescribeVpcs', 'lambda:ListFunctions', 'lambda:ListTags'],

  list: (aws) => sharing(aws, functions(aws), { groups: true }),

  identity: (fn, aws) => ({
    ...owned(fn, aws),
    id: fn.FunctionArn ?? aws.arn('lambda', `function:${fn.FunctionName}`),
    name: fn.FunctionName,
    tags: fn.tags,
  }),

  contract: {
    runtime: ({ Runtime }) => Runtime,
    memoryMib: ({ MemorySize }) => MemorySize,
  },
  omits: [{ what: 'published versions', why: 'they are parts of their function.' }],
  fields: {
    packageType: { type: 'text', description: 'Zip or Image.', from: ({ PackageType }) => PackageType },
    architectures: { type: 'texts', description: 'x86_64 or arm64.', from: ({ Architectures }) => Architectures },
    timeoutSeconds: { type: 'number', description: 'Longest run, seconds.', from: ({ Timeout }) => Timeout },
    role: { type: 'text', description: 'ARN of the role it runs as.', from: ({ Role }) => Role },
    networks: {
      type: 'refs',
      rel: 'runs_in',
      description: 'Network and subnets it is in.',
      from: (fn, aws) =>
        networkRefs(aws, owned(fn, aws), fn.owners, [{ vpc: fn.VpcConfig?.VpcId, subnets: fn.VpcConfig?.SubnetIds }]),
    },
    securityGroups: {
      type: 'refs',
      rel: 'member_of',
      description: 'Security groups it belongs to.',
      from: (fn, aws) => groupRefs(aws, owned(fn, aws), fn.owners, fn.VpcConfig?.SecurityGroupIds),
    },
  },
});
