/** Amazon resource names and their parts. */

export interface ArnParts {
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** The word before the first `/` or `:` of the resource; empty where there is none (`arn:aws:sns:…:topic`). */
  readonly type: string;
  readonly name: string;
}

export const partsOf = (arn: string): ArnParts => {
  const [, , service = '', region = '', accountId = '', ...rest] = arn.split(':');
  const resource = rest.join(':');
  const [, type = '', name = resource] = /^([^/:]+)[/:](.+)$/.exec(resource) ?? [];
  return { service, region, accountId, type, name };
};

/** Whether a resource is of a kind that states its ARNs to begin so (`ec2:volume/`, `s3:`). */
export const arnBegins = (arn: string, beginnings: readonly string[]): boolean => {
  const [, , service = '', , , ...rest] = arn.split(':');
  const key = `${service}:${rest.join(':')}`;
  // A bucket's ARN has no type: what has a slash is something in it.
  return beginnings.some((start) => key.startsWith(start) && !(start.endsWith('s3:') && key.includes('/')));
};
