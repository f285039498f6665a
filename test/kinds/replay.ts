/** AWS from recorded answers: real clients and paginators, whose requests are answered without a network. */
import { awsPages } from '../../lib/kinds/listings/aws-pages.ts';
import type { AwsKind, Resource } from '../../lib/kinds/types.ts';
import { type Command, contextOf, placeOf } from './sdk-context.ts';

/**
 * One page as the SDK gives it. `$input`, where there is one, is the part of a request that it answers;
 * `$error` is thrown in its stead.
 */
export interface Answer {
  readonly $input?: Readonly<Record<string, unknown>>;
  readonly $error?: string;
  readonly [member: string]: unknown;
}

/** Pages by call: `ec2:DescribeVolumes`. */
export type Answers = Readonly<Record<string, readonly Answer[]>>;

/** A page that is refused: the how-manieth answer recorded for a call. */
export interface Refusal {
  readonly call: string;
  readonly page: number;
}

export interface Request {
  readonly call: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Replayed {
  readonly resources: readonly Resource[];
  /** Ids of what is told to be gone. */
  readonly gone: readonly string[];
  /** Every call, in order. */
  readonly calls: readonly string[];
  /** The same, with what was asked. */
  readonly requests: readonly Request[];
  /** What the kind could not read beside its listing. */
  readonly gaps: readonly unknown[];
  /** Recorded answers that nothing asked for, as `call[page]`. */
  readonly unasked: readonly string[];
}

/** The place asked, where a recording does not say. */
export const PLACE = { accountId: '123456789012', region: 'eu-west-1' } as const;

export const failure = (name: string, message: string, httpStatusCode = 400) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });

/** The names services give the token of the next page, in answers and in requests. */
const tokenNames = ['NextToken', 'NextMarker', 'Marker', 'ContinuationToken', 'PaginationToken'] as const;

const tokenIn = (message: Readonly<Record<string, unknown>>): unknown =>
  tokenNames.map((name) => message[name]).find((token) => token !== undefined && token !== null && token !== '');

const answers = ({ $input }: Answer, input: Readonly<Record<string, unknown>>): boolean =>
  Object.entries($input ?? {}).every(([name, value]) => JSON.stringify(input[name]) === JSON.stringify(value));

/** The page a request is for: the first, or the one after the page that gave its token; none comes twice by a token. */
const pageFor = (pages: readonly Answer[], input: Command['input'], asked: ReadonlySet<Answer>): Answer | undefined => {
  const mine = pages.filter((page) => answers(page, input));
  const token = tokenIn(input);
  if (token === undefined) return mine[0];
  const before = mine.findIndex((page) => tokenIn(page) === token);
  const next = before < 0 ? undefined : mine[before + 1];
  return next !== undefined && asked.has(next) ? undefined : next;
};

/**
 * Lists a kind from recorded answers. Throws what the listing throws: a `ProviderError`. A request for which
 * nothing is recorded fails as an unknown error would.
 */
export const replay = async (kind: AwsKind, recording: Answers, refused?: Refusal): Promise<Replayed> => {
  const requests: Request[] = [];
  const gaps: unknown[] = [];
  const asked = new Set<Answer>();
  const answer = (call: string, input: Command['input']): Answer => {
    requests.push({ call, input });
    const pages = recording[call] ?? [];
    const page = pageFor(pages, input, asked);
    if (page === undefined && refused?.call === call) throw failure('AccessDenied', `Not authorised: ${call}`, 403);
    if (page === undefined) throw failure('NotRecorded', `No answer is recorded for ${call} ${JSON.stringify(input)}`);
    asked.add(page);
    if (refused?.call === call && pages[refused.page] === page)
      throw failure('AccessDenied', `Not authorised: ${call}`, 403);
    if (page.$error !== undefined) throw failure(page.$error, 'As recorded.');
    return page;
  };
  const resources: Resource[] = [];
  const gone: string[] = [];
  const context = contextOf(PLACE, answer, (error) => gaps.push(error));
  for await (const page of awsPages(kind, context, placeOf(kind, PLACE), (id) => gone.push(id)))
    resources.push(...page);
  const unasked = Object.entries(recording).flatMap(([call, pages]) =>
    pages.flatMap((page, index) => (asked.has(page) ? [] : [`${call}[${index}]`])),
  );
  return { resources, gone, calls: requests.map(({ call }) => call), requests, gaps, unasked };
};
