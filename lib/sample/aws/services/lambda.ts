import { AwsRefusal } from '../errors.ts';
import { estateFind, estateSequence, paged } from '../pages.ts';
import { type Answer, defineService } from '../service.ts';

const find = estateFind('ListFunctions');

const listTags: Answer = (call) => {
  const arn = String(call.input.Resource);
  const fn = find(call, arn);
  if (fn !== undefined) return { Tags: fn.Tags ?? {} };
  throw new AwsRefusal(404, 'ResourceNotFoundException', `Function not found: ${arn}`);
};

export const lambda = defineService({
  id: 'lambda',
  protocol: 'rest-json',
  load: () => import('@aws-sdk/client-lambda'),
  refusals: {
    invalid: [400, 'InvalidParameterValueException'],
    badToken: [400, 'InvalidParameterValueException'],
    failure: [500, 'ServiceException'],
  },
  operations: {
    ListFunctions: paged({
      list: 'Functions',
      read: estateSequence('ListFunctions'),
      // MaxItems may be up to 10,000; no page has more than 50.
      paging: {
        size: 'MaxItems',
        token: 'Marker',
        next: 'NextMarker',
        least: 1,
        most: 50,
        standard: 50,
        capped: true,
      },
      give: ({ Tags: _served, ...fn }) => fn,
    }),
    ListTags: listTags,
  },
});
