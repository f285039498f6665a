/** Amazon resource names and their parts. */

export interface ArnParts {
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** What follows the account. */
  readonly resource: string;
}

export const partsOf = (arn: string): ArnParts => {
  const [, , service = '', region = '', accountId = '', ...rest] = arn.split(':');
  return { service, region, accountId, resource: rest.join(':') };
};

/** What an ARN names: the service's word for its type, empty where it has none, and the name. */
export interface TypedName {
  readonly type: string;
  readonly name: string;
  /** The ARN has a region, and what it names is in none: a web ACL of CloudFront. */
  readonly global: boolean;
}

/**
 * Services whose ARNs are words and names by turns without a slash before them. Of others `a/b/c/d` may be a name with
 * slashes: https://docs.aws.amazon.com/resource-explorer/latest/userguide/supported-resource-types.html
 */
const turning = new Set([
  'amplify',
  'appconfig',
  'appmesh',
  'connect',
  'dsql',
  'globalaccelerator',
  'guardduty',
  'iottwinmaker',
  'kendra',
  'refactor-spaces',
  'vpc-lattice',
]);

/** Types of which an ARN has the name alone, by the same page. */
const unnamed: Readonly<Record<string, string>> = { sns: 'topic', sqs: 'queue' };

/** Services whose last word alone is the type, though the words before it name what the thing is in. */
const lastWord = new Set(['cassandra']);

/** `/restapis/abc/stages/live`: words and names by turns, as in the path of a REST API. */
const byTurns = (service: string, path: string): TypedName => {
  const steps = path.split('/').filter((step) => step !== '');
  const words = steps.filter((_, index) => index % 2 === 0);
  const names = steps.filter((_, index) => index % 2 === 1);
  const type = lastWord.has(service) ? (words.at(-1) ?? '') : words.join('/');
  return { type, name: names.length === 0 ? path : names.join('/'), global: false };
};

/** `regional/webacl/edge/0f0f`: AWS WAF puts the scope before the type, and an id behind the name. */
const scoped = (resource: string): TypedName | undefined => {
  const [, scope, type, name] = /^(regional|global)\/([^/]+)\/([^/]+)/.exec(resource) ?? [];
  return type === undefined || name === undefined ? undefined : { type, name, global: scope === 'global' };
};

/** Forms: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html and each service's authorisation page. */
export const typedName = (arn: string): TypedName => {
  const { service, resource } = partsOf(arn);
  if (resource.startsWith('/') || turning.has(service)) return byTurns(service, resource);
  const within = service === 'wafv2' ? scoped(resource) : undefined;
  if (within !== undefined) return within;
  const [, type = unnamed[service] ?? '', name = resource] = /^([^/:]+)[/:](.+)$/.exec(resource) ?? [];
  return { type, name, global: false };
};

/** Whether a resource is of a kind that states its ARNs to begin so (`ec2:volume/`, `s3:`). */
export const arnBegins = (arn: string, beginnings: readonly string[]): boolean => {
  const { service, resource } = partsOf(arn);
  const key = `${service}:${resource}`;
  // A bucket's ARN has no type: what has a slash is something in it.
  return beginnings.some((start) => key.startsWith(start) && !(start.endsWith('s3:') && key.includes('/')));
};
