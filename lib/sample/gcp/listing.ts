/** ListAssets: what is asked, checked as the service checks it, and a page of the estate. */
import { bentPage, bentToken, firstCursor } from '../pages.ts';
import { mintToken, readToken } from '../tokens.ts';
import type { AwsRecord, Estate } from '../types.ts';
import { denied, invalid } from './refusals.ts';
import { encodeStruct } from './struct.ts';

/** google.cloud.asset.v1.ListAssetsRequest, as it is read off the wire. */
export interface ListAssetsRequest {
  readonly parent: string;
  readonly readTime: object | null;
  readonly assetTypes: readonly string[];
  readonly contentType: string;
  readonly pageSize: number;
  readonly pageToken: string;
  readonly relationshipTypes: readonly string[];
}

export interface AssetPage {
  readonly assets: readonly object[];
  /** Where the next page begins; empty after the last. */
  readonly nextPageToken: string;
}

const STANDARD = 100;
const MOST = 1000;

const parentForm = /^(?:(?:organizations|folders)\/\d+|projects\/[a-z0-9][a-z0-9.:-]*)$/;

/** The parent as the estate names it: a project by its id. */
const parentOf = ({ gcp }: Estate, parent: string): string => {
  if (!parentForm.test(parent)) throw invalid('Invalid parent in request.');
  if (parent === gcp.organization) return parent;
  const project = gcp.projects.find(({ id, number }) => parent === `projects/${id}` || parent === `projects/${number}`);
  if (project === undefined) throw denied();
  return `projects/${project.id}`;
};

const exactType = /^[a-z0-9.-]+\/[A-Za-z0-9]+$/;
const special = /[*+?|()[\]{}^$\\]/;

const patternOf = (text: string): RegExp => {
  try {
    if (exactType.test(text) || special.test(text)) return new RegExp(`^(?:${text})$`);
  } catch {}
  throw invalid(`Invalid asset type “${text}” in request.`);
};

const sizeOf = (asked: number): number => {
  if (asked < 0 || asked > MOST) throw invalid(`Invalid page size ${asked} in request: expecting 1 to ${MOST}.`);
  return asked || STANDARD;
};

const assetOf = ({ name, assetType, ancestors, resource }: AwsRecord, content: string): object => {
  const { data, ...rest } = resource as { readonly data: object };
  return {
    name,
    assetType,
    ancestors,
    ...(content === 'RESOURCE' && { resource: { ...rest, data: encodeStruct(data) } }),
  };
};

/** What a page is made with. */
export interface Making {
  readonly estate: Estate;
  /** Signs page tokens. */
  readonly secret: Buffer;
  /** Largest page, whatever is asked. */
  readonly pageSize: number;
}

/** Throws a refusal where the service would refuse, or would heed what is not served here. `fault` may bend the page. */
export const listAssets = (
  { estate, secret, pageSize }: Making,
  request: ListAssetsRequest,
  fault?: string,
): AssetPage => {
  const { assetTypes, contentType, pageToken } = request;
  const parent = parentOf(estate, request.parent);
  const limit = Math.min(sizeOf(request.pageSize), pageSize);
  if (request.readTime !== null) throw invalid('read_time is not served here.');
  if (request.relationshipTypes.length > 0) throw invalid('relationship_types are not served here.');
  const patterns = assetTypes.map(patternOf);
  // What the estate is told of types are names alone; patterns are matched here.
  const exact = assetTypes.every((type) => exactType.test(type));
  const keep = exact
    ? undefined
    : ({ assetType }: AwsRecord) => patterns.some((pattern) => pattern.test(String(assetType)));

  const listing = JSON.stringify(['cai:ListAssets', request.parent, assetTypes, contentType]);
  const start = pageToken === '' ? firstCursor(limit) : readToken(secret, listing, pageToken);
  if (start === undefined) throw invalid('Invalid page token in request.');
  const read = (from: number, width: number) => estate.gcp.assets(parent, exact ? assetTypes : [], from, width);
  const { items, next } = bentPage(read, { limit, keep }, start, fault);
  return {
    assets: items.map((record) => assetOf(record, contentType)),
    nextPageToken: next === undefined ? '' : bentToken(mintToken(secret, listing, next), fault),
  };
};
