/** What clouds may answer, by the words of what must be survived. */
import type { AwsFault } from '../../lib/sample/aws/server.ts';
import type { AzureFault } from '../../lib/sample/azure/server.ts';
import type { Fault } from '../../lib/sample/faults.ts';
import type { GcpFault } from '../../lib/sample/gcp/server.ts';
import { ACCOUNTS, REGIONS } from './harness.ts';

export interface Answer {
  readonly what: string;
  readonly aws?: readonly AwsFault[];
  readonly 'aws, wider'?: readonly AwsFault[];
  readonly azure?: readonly AzureFault[];
  readonly gcp?: readonly GcpFault[];
  /** What the run must say; absent: nothing, since the fault is waited out. */
  readonly says?: RegExp;
  /** What it hides from one run are containers, whose tags name owners. */
  readonly hidesContainers?: true;
  /** How long a guard against silence lasts. */
  readonly guardMs?: number;
}

type Common = AwsFault['answer'] & AzureFault['answer'] & GcpFault['answer'];

/** The same on every listing of every cloud. */
const everywhere = (answer: Common, more: Omit<Fault<Common>, 'operation' | 'answer'> = {}) => ({
  aws: [{ operation: '*', answer, ...more }],
  azure: [{ operation: 'arg:resources', answer, ...more }],
  gcp: [{ operation: 'cai:ListAssets', answer, ...more }],
});

/** On every listing's page of that number, but for what is asked to plan. */
const onPage = (fromCall: number, answer: Common, times?: number) => {
  const more = { fromCall, answer, ...(times !== undefined && { times }) };
  return {
    aws: [{ operation: '*', ...more }],
    azure: [{ operation: 'arg:resources', table: 'resources', ...more }],
    gcp: [{ operation: 'cai:ListAssets', ...more }],
  } satisfies Partial<Answer>;
};

/** AWS's listings, and what is asked beside them. */
const listings = ['ec2:*', 'rds:*', 'tagging:*', 'lambda:ListFunctions', 's3:ListBuckets'].concat(
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeTargetGroups',
);
const beside = ['lambda:ListTags', 's3:GetBucketTagging'].concat(
  'elasticloadbalancing:DescribeTags',
  'elasticloadbalancing:DescribeTargetHealth',
);

export const answers: readonly Answer[] = [
  { what: 'throttling on every call', ...everywhere('throttle'), says: /throttled at/ },
  { what: 'a burst of throttling on every call', ...everywhere('throttle', { times: 3 }) },
  { what: 'throttling of every third call', ...everywhere('throttle', { probability: 0.3 }) },
  { what: 'a page that is throttled for a minute', ...onPage(2, 'throttle', 7) },
  { what: 'a page that is throttled for longer', ...onPage(2, 'throttle'), says: /throttled at/ },
  { what: 'a quota that its headers say is spent', azure: [{ operation: 'arg:resources', answer: 'spent' }] },
  { what: 'a 500 on the first page', ...onPage(1, 'error', 1) },
  { what: 'a 500 on the second page', ...onPage(2, 'error', 1) },
  { what: 'a 500 that stays, from the third page on', ...onPage(3, 'error'), says: /unexpected at/ },
  { what: 'a connection that is reset on the first page', ...onPage(1, 'reset', 1) },
  { what: 'connections that are reset from the second page on', ...onPage(2, 'reset'), says: /unreachable at/ },
  { what: 'a page that takes too long', ...onPage(2, 'silent', 1), azure: [], guardMs: 150 },
  { what: 'silence from the second page on', ...onPage(2, 'silent'), says: /unreachable at/, guardMs: 150 },
  { what: 'a page token that expired', ...onPage(2, 'expired'), says: /unexpected at/ },
  { what: 'a page token that is wrong', ...onPage(1, 'astray', 1), says: /unexpected at/ },
  { what: 'a page that repeats', ...onPage(2, 'repeat', 1), says: /token a second time/ },
  { what: 'a page that repeats for ever', ...onPage(2, 'repeat'), says: /token a second time/ },
  { what: 'pages that overlap', ...onPage(1, 'overlap') },
  { what: 'pages that shuffle', ...onPage(1, 'shuffle') },
  {
    what: 'access denied on one kind',
    aws: [{ operation: 'ec2:DescribeVolumes', answer: 'deny' }],
    azure: [{ operation: 'arg:resources', table: 'resourcecontainers', fromCall: 2, answer: 'deny' }],
    says: /access denied at/,
    hidesContainers: true,
  },
  {
    what: 'access denied in one region',
    'aws, wider': [{ operation: '*', region: REGIONS[0], answer: 'deny' }],
    // Another region serves the same role, so that no permission of it is lacking.
    says: /closed by the organisation: it denies eu-west-1/,
  },
  {
    what: 'access denied to one account',
    'aws, wider': [{ operation: 'sts:AssumeRole', account: ACCOUNTS[0], answer: 'deny' }],
    says: /access denied at aws 222233334444/,
  },
  { what: 'access denied to everything', ...everywhere('deny'), says: /access denied at/ },
  {
    what: 'a region that is not enabled',
    'aws, wider': [{ operation: '*', region: REGIONS[0], answer: 'disabled' }],
    says: /no credentials at aws \d+ eu-west-1/,
  },
  {
    what: 'an API that is not enabled',
    gcp: [{ operation: 'cai:ListAssets', answer: 'disabled' }],
    says: /Enable cloudasset.googleapis.com/,
  },
  {
    what: 'an answer that is truncated without a token',
    azure: [{ operation: 'arg:resources', table: 'resources', fromCall: 2, answer: 'truncated' }],
    says: /cut the answer off after 30 rows/,
  },
  {
    what: 'fewer rows than totalRecords',
    azure: [{ operation: 'arg:resources', table: 'resources', fromCall: 2, answer: 'short', times: 1 }],
    says: /gave \d+ of \d+ rows/,
  },
  {
    what: 'totalRecords that shrinks between pages',
    azure: [{ operation: 'arg:resources', table: 'resources', fromCall: 3, answer: 'shrunk' }],
    says: /gave 45 of \d+ rows/,
  },
  {
    what: 'XML and JSON that end half-way',
    aws: [{ operation: '*', fromCall: 2, answer: 'truncate' }],
    azure: [{ operation: 'arg:resources', table: 'resources', fromCall: 2, answer: 'truncate' }],
    says: /unexpected at/,
  },
  {
    what: 'a gateway’s HTML in place of an answer, once',
    aws: [{ operation: '*', fromCall: 2, times: 1, answer: 'html' }],
    azure: [{ operation: 'arg:resources', table: 'resources', fromCall: 2, times: 1, answer: 'html' }],
  },
  {
    what: 'a gateway’s HTML in place of every answer',
    aws: [{ operation: '*', answer: 'html' }],
    azure: [{ operation: 'arg:resources', answer: 'html' }],
    says: /(unexpected|unreachable) at/,
  },
  {
    what: 'a proxy’s page to sign in on, as if that were the answer',
    aws: listings.map((operation) => ({ operation, answer: 'portal' })),
    azure: [{ operation: 'arg:resources', fromCall: 2, answer: 'portal' }],
    says: /(unexpected|unreachable) at/,
  },
  {
    what: 'a proxy’s page to sign in on, when a run is planned',
    aws: [{ operation: 'sts:GetCallerIdentity', answer: 'portal' }],
    azure: [{ operation: 'arg:resources', answer: 'portal' }],
    says: /(unexpected|unreachable) at/,
  },
  {
    what: 'answers of 200 without a word',
    aws: listings.map((operation) => ({ operation, answer: 'blank' })),
    azure: [{ operation: 'arg:resources', fromCall: 2, answer: 'blank' }],
    says: /(unexpected|unreachable) at/,
  },
  {
    what: 'regions that an answer without a word leaves out',
    aws: [{ operation: 'account:ListRegions', answer: 'blank' }],
    says: /unexpected at aws/,
  },
  {
    what: 'tags and targets that an answer without a word leaves out',
    aws: beside.map((operation) => ({ operation, answer: 'blank' })),
    says: /unexpected at aws/,
  },
];
