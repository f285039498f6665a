/** What AWS tells of while it happens, and what is to be listed for it. A hint is no fact: the listing stays the truth. */
import { arnBegins } from './aws/shared/arns.ts';
import { catalog, type KindId } from './catalog.ts';

/** A listing that is to be made before the next run. */
export interface Hint {
  readonly accountId: string;
  /** `global` for kinds that are listed once an account. */
  readonly region: string;
  readonly kind: KindId;
}

/** An EventBridge event pattern that takes the events which `hintsOf` understands. */
export interface HintPattern {
  readonly source: readonly string[];
  readonly detailType: readonly string[];
  readonly detail?: Readonly<Record<string, readonly unknown[]>>;
}

const TAGS = 'Tag Change on Resource';
const CALL = 'AWS API Call via CloudTrail';

const awsKinds = catalog.filter((kind) => kind.provider === 'aws');
const catchAll = awsKinds.find(({ type }) => type === '*')!;

/** `ec2` of `ec2:volume/`: its API calls come from `ec2.amazonaws.com`, and its events from `aws.ec2`. */
const serviceOf = ({ arns }: { readonly arns: readonly string[] }): string | undefined => arns[0]?.split(':')[0];

const services = [...new Set(awsKinds.flatMap((kind) => serviceOf(kind) ?? []))];

/** Calls of a service that change a kind of it, sorted. */
const callsOf = (service: string): string[] =>
  [...new Set<string>(awsKinds.filter((kind) => serviceOf(kind) === service).flatMap((kind) => kind.changedBy))].sort();

/** One pattern for changed tags, and one for each service's calls: a pattern of all would be longer than EventBridge takes. */
export const hintPatterns: Readonly<Record<string, HintPattern>> = {
  tags: { source: ['aws.tag'], detailType: [TAGS] },
  ...Object.fromEntries(
    services.map((service): [string, HintPattern] => [
      service,
      {
        source: [`aws.${service}`],
        detailType: [CALL],
        detail: {
          eventSource: [`${service}.amazonaws.com`],
          eventName: callsOf(service),
          // What was refused changed nothing.
          errorCode: [{ exists: false }],
        },
      },
    ]),
  ),
};

interface Event {
  readonly 'detail-type'?: unknown;
  readonly account?: unknown;
  readonly region?: unknown;
  readonly resources?: unknown;
  readonly detail?: { readonly eventSource?: unknown; readonly eventName?: unknown; readonly errorCode?: unknown };
}

const kindsOfTags = (resources: unknown): readonly (typeof awsKinds)[number][] => {
  const named = (Array.isArray(resources) ? resources : []).filter((arn) => typeof arn === 'string');
  return named.map((arn) => awsKinds.find(({ arns }) => arnBegins(arn, arns)) ?? catchAll);
};

const kindsOfCall = ({ eventSource, eventName, errorCode }: NonNullable<Event['detail']>) =>
  errorCode !== undefined
    ? []
    : awsKinds.filter(
        (kind) =>
          `${serviceOf(kind)}.amazonaws.com` === eventSource &&
          (kind.changedBy as readonly unknown[]).includes(eventName),
      );

/** What an event asks for, each listing once: nothing where it is not one of those that `hintPatterns` takes. */
export const hintsOf = (event: unknown): readonly Hint[] => {
  const { 'detail-type': type, account, region, resources, detail } = (event ?? {}) as Event;
  if (typeof account !== 'string' || typeof region !== 'string') return [];
  const kinds = type === TAGS ? kindsOfTags(resources) : type === CALL ? kindsOfCall(detail ?? {}) : [];
  return [...new Set(kinds)].map(({ id, scope }) => ({
    accountId: account,
    region: scope === 'global' ? 'global' : region,
    kind: id,
  }));
};
