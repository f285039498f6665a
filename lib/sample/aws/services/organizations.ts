import type { SampleAwsAccount } from '../../types.ts';
import { AwsRefusal, refusal } from '../errors.ts';
import { paged } from '../pages.ts';
import { type Answer, type Call, defineService, tagList } from '../service.ts';

const arn = ({ estate: { aws } }: Call, resource: string): string =>
  `arn:aws:organizations::${aws.managementAccountId}:${resource}`;

/** The directory of accounts is the management account's alone. */
const managementOnly =
  (answer: Answer): Answer =>
  (call) => {
    if (call.accountId === call.estate.aws.managementAccountId) return answer(call);
    throw refusal(call.service.refusals, 'denied', "You don't have permissions to access this resource.");
  };

/** `State` alone: AWS retired `Status` in September 2026. */
const account = ({ id, name, email, state }: SampleAwsAccount, call: Call) => ({
  Id: id,
  Arn: arn(call, `account/${call.estate.aws.organizationId}/${id}`),
  Email: email,
  Name: name,
  State: state,
  JoinedMethod: id === call.estate.aws.managementAccountId ? 'INVITED' : 'CREATED',
});

export const organizations = defineService({
  id: 'organizations',
  protocol: 'json',
  load: () => import('@aws-sdk/client-organizations'),
  global: true,
  refusals: {
    throttled: [400, 'TooManyRequestsException'],
    invalid: [400, 'InvalidInputException'],
    badToken: [400, 'InvalidInputException'],
    failure: [500, 'ServiceException'],
  },
  operations: {
    DescribeOrganization: (call) => {
      const { organizationId, managementAccountId, accounts } = call.estate.aws;
      return {
        Organization: {
          Id: organizationId,
          Arn: arn(call, `organization/${organizationId}`),
          FeatureSet: 'ALL',
          MasterAccountId: managementAccountId,
          MasterAccountArn: arn(call, `account/${organizationId}/${managementAccountId}`),
          MasterAccountEmail: accounts.find(({ id }) => id === managementAccountId)?.email,
        },
      };
    },
    ListAccounts: managementOnly(
      paged({
        list: 'Accounts',
        paging: { size: 'MaxResults', token: 'NextToken', next: 'NextToken', least: 1, most: 20, standard: 20 },
        read: (call, from, limit) => {
          const { accounts } = call.estate.aws;
          const items = accounts.slice(from, from + limit).map((one) => account(one, call));
          return { items, next: from + limit < accounts.length ? from + limit : null };
        },
      }),
    ),
    ListTagsForResource: managementOnly(({ estate, input: { ResourceId } }) => {
      const found = estate.aws.accounts.find(({ id }) => id === ResourceId);
      if (found !== undefined) return { Tags: tagList(found.tags) };
      throw new AwsRefusal(400, 'TargetNotFoundException', `There is no account ${ResourceId} in the organization.`);
    }),
  },
});
