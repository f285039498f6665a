import type { AwsRecord } from '../../types.ts';
import { estateSequence, paged } from '../pages.ts';
import { type Call, defineService } from '../service.ts';

interface TagFilter {
  readonly Key?: string;
  readonly Values?: readonly string[];
}

/** `ec2:instance` or `ec2` against `arn:aws:ec2:eu-west-1:123456789012:instance/i-1`; buckets' ARNs have no type. */
const ofType = (arn: string, wanted: string): boolean => {
  const [, , service, , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  const type = service === 's3' ? 'bucket' : resource.split(/[:/]/)[0];
  return wanted === service || wanted === `${service}:${type}`;
};

const hasTag = (tags: readonly { Key: string; Value: string }[], { Key, Values = [] }: TagFilter): boolean =>
  tags.some((tag) => tag.Key === Key && (Values.length === 0 || Values.includes(tag.Value)));

const keep = ({ input }: Call) => {
  const { ResourceTypeFilters: types = [], TagFilters: filters = [] } = input;
  if (types.length === 0 && filters.length === 0) return undefined;
  return ({ ResourceARN, Tags }: AwsRecord) =>
    (types.length === 0 || types.some((type: string) => ofType(String(ResourceARN), type))) &&
    filters.every((filter: TagFilter) => hasTag((Tags ?? []) as { Key: string; Value: string }[], filter));
};

export const tagging = defineService({
  id: 'tagging',
  protocol: 'json',
  load: () => import('@aws-sdk/client-resource-groups-tagging-api'),
  refusals: {
    throttled: [400, 'ThrottledException'],
    invalid: [400, 'InvalidParameterException'],
    badToken: [400, 'PaginationTokenExpiredException'],
    failure: [500, 'InternalServiceException'],
  },
  operations: {
    GetResources: paged({
      list: 'ResourceTagMappingList',
      read: estateSequence('GetResources'),
      paging: {
        size: 'ResourcesPerPage',
        token: 'PaginationToken',
        next: 'PaginationToken',
        least: 1,
        most: 100,
        standard: 50,
        end: '',
        short: true,
      },
      heeds: ['ResourceTypeFilters', 'TagFilters'],
      keep,
    }),
  },
});
