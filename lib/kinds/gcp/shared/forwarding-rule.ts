/** What regional and global forwarding rules have in common: two asset types, one shape. */
import type { GcpAsset } from '../../../providers/gcp/asset.ts';
import { fullNames } from '../../../providers/gcp/read.ts';
import { lower, told } from '../../normalise.ts';
import type { Contract } from '../../types.ts';

export interface ForwardingRule {
  readonly IPAddress?: string;
  readonly portRange?: string;
  readonly loadBalancingScheme?: string;
  readonly target?: string;
  readonly backendService?: string;
  readonly network?: string;
  readonly subnetwork?: string;
  readonly pscConnectionId?: string;
  readonly pscConnectionStatus?: string;
}

/** Targets of Private Service Connect that are Google's own bundles of services: words, and no links. */
const bundles = new Set(['all-apis', 'vpc-sc']);

const isBundle = ({ target }: ForwardingRule): boolean =>
  typeof target === 'string' && bundles.has(target.slice(target.lastIndexOf('/') + 1));

export const ruleContract: Contract<'load_balancer', GcpAsset<ForwardingRule>, undefined> = {
  scheme: ({ resource: { data } }) => {
    const scheme = data.loadBalancingScheme;
    // An endpoint of Private Service Connect has an empty one.
    if (!scheme) return null;
    return scheme.startsWith('EXTERNAL') ? 'internet' : 'internal';
  },
  // A rule names a proxy or a backend service; what is registered behind it is theirs to know.
  targets: () => null,
  listeners: () => null,
  answers: ({ resource: { data } }) => (isBundle(data) ? ['google-apis'] : []),
  // https://cloud.google.com/compute/docs/reference/rest/v1/forwardingRules: an endpoint whose producer is gone is CLOSED.
  connection: ({ resource: { data } }) =>
    data.pscConnectionId === undefined ? null : (lower(data.pscConnectionStatus) ?? 'unspecified'),
  backends: ({ resource: { data } }) =>
    told(data) ? fullNames([isBundle(data) ? undefined : data.target, data.backendService]) : null,
  networks: ({ resource: { data } }) => (told(data) ? fullNames([data.network, data.subnetwork]) : null),
};
