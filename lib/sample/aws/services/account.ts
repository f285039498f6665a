import { refusal } from '../errors.ts';
import { paged } from '../pages.ts';
import { isStandard, regionNames } from '../regions.ts';
import { type Call, defineService, invalid } from '../service.ts';

/** The account that a request is about: the caller's, or one that the management account names. */
const subject = (call: Call): string => {
  const { accountId, estate, service } = call;
  const { AccountId = accountId } = call.input;
  if (call.input.AccountId === undefined) return accountId;
  if (accountId !== estate.aws.managementAccountId) {
    throw refusal(service.refusals, 'denied', 'Only the management account may name another account.');
  }
  if (AccountId === accountId) throw invalid(call, 'The management account cannot name itself: leave AccountId out.');
  if (!estate.aws.accounts.some(({ id }) => id === AccountId)) {
    throw refusal(service.refusals, 'denied', `The account ${AccountId} is not a member of the organization.`);
  }
  return AccountId;
};

const regions = (call: Call) => {
  const id = subject(call);
  const enabled = new Set(call.estate.aws.accounts.find((account) => account.id === id)?.regions);
  const asked = call.input.RegionOptStatusContains as readonly string[] | undefined;
  return regionNames
    .map((RegionName) => ({
      RegionName,
      RegionOptStatus: !enabled.has(RegionName)
        ? 'DISABLED'
        : isStandard(RegionName)
          ? 'ENABLED_BY_DEFAULT'
          : 'ENABLED',
    }))
    .filter(({ RegionOptStatus }) => asked === undefined || asked.length === 0 || asked.includes(RegionOptStatus));
};

export const account = defineService({
  id: 'account',
  protocol: 'rest-json',
  load: () => import('@aws-sdk/client-account'),
  global: true,
  operations: {
    ListRegions: paged({
      list: 'Regions',
      heeds: ['AccountId', 'RegionOptStatusContains'],
      paging: { size: 'MaxResults', token: 'NextToken', next: 'NextToken', least: 1, most: 50, standard: 20 },
      read: (call, from, limit) => {
        const all = regions(call);
        return { items: all.slice(from, from + limit), next: from + limit < all.length ? from + limit : null };
      },
    }),
  },
});
