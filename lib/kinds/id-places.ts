/** What canonical ids say of the place and the type of what they name. */
import { armTypeOf } from '../providers/azure/read.ts';
import { arnBegins, partsOf } from './aws/shared/arns.ts';

/** Where an id says that its resource is; each part absent where it does not say. */
export interface IdPlace {
  /** AWS account, Azure subscription, Google project. */
  readonly accountId?: string;
  /** AWS alone writes it into ids. */
  readonly region?: string;
  /** What the provider calls an account. */
  readonly word: 'account' | 'subscription' | 'project';
}

export const placeIn = (id: string): IdPlace => {
  if (id.startsWith('arn:')) {
    const { accountId, region } = partsOf(id);
    return { word: 'account', ...(accountId !== '' && { accountId }), ...(region !== '' && { region }) };
  }
  const subscription = /^\/subscriptions\/([^/]+)/.exec(id)?.[1];
  if (subscription !== undefined) return { word: 'subscription', accountId: subscription };
  const project = /^\/\/[^/]+\/projects\/([^/]+)\//.exec(id)?.[1];
  return { word: 'project', ...(project !== undefined && { accountId: project }) };
};

/**
 * Whether an id is of one of these types: beginnings of ARNs as a kind states them (`ec2:launch-template/`), Azure's types in
 * lower case, or Google's collections (`instanceTemplates`).
 */
export const isOfType = (id: string, types: readonly string[]): boolean => {
  if (id.startsWith('arn:')) return arnBegins(id, types);
  if (id.startsWith('/subscriptions/')) return types.includes(armTypeOf(id) ?? '');
  return types.some((type) => id.includes(`/${type}/`));
};
