import { paginateGetResources, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { pages, tagsOf } from '../../providers/aws/read.ts';
import { defineAwsKind } from '../types.ts';
import { partsOf, typedName } from './shared/arns.ts';
import { accountIn } from './shared/owned.ts';

export default defineAwsKind({
  id: 'aws_resource',
  type: '*',
  title: 'Any other AWS resource that is or was tagged',
  docs: 'https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html',
  class: 'other',
  scope: 'regional',
  // It gives what was ever tagged, for long after it is gone, and never what never was (docs: "previously tagged").
  presence: 'hint',
  arns: [],
  // Only tags tell of what no kind describes.
  changedBy: [],
  permissions: ['tag:GetResources'],

  // What a described kind lists is that kind's to register: the listing passes it over.
  list: (aws) =>
    pages(
      paginateGetResources(
        { client: aws.client(ResourceGroupsTaggingAPIClient), pageSize: 100 },
        { ResourcesPerPage: 100 },
      ),
      (page) => page.ResourceTagMappingList,
    ),

  identity: ({ ResourceARN, Tags }) => {
    const id = typeof ResourceARN === 'string' ? ResourceARN : '';
    const { service, region, accountId } = partsOf(id);
    const { type, name, global } = typedName(id);
    return {
      id,
      type: type === '' ? service : `${service}:${type}`,
      name,
      tags: tagsOf(Tags),
      region: global ? 'global' : region || 'global',
      accountId: accountIn(accountId),
    };
  },

  omits: [
    { what: 'what was never tagged', why: 'the tagging API knows of nothing else.' },
    {
      what: 'whether tags keep to the organisation’s tag policy',
      why: 'AWS judges that; required tags are checked here.',
      filter: 'IncludeComplianceDetails',
    },
  ],
  contract: {},
});
