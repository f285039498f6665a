/** What regional and global forwarding rules have in common: two asset types, one shape. */
import type { GcpAsset } from '../../../providers/gcp/asset.ts';
import { fullNames } from '../../../providers/gcp/read.ts';
import { told } from '../../normalise.ts';
import type { Contract } from '../../types.ts';

export interface ForwardingRule {
  readonly IPAddress?: string;
  readonly portRange?: string;
  readonly loadBalancingScheme?: string;
  readonly target?: string;
  readonly backendService?: string;
  readonly network?: string;
  readonly subnetwork?: string;
}

export const ruleContract: Contract<'load_balancer', GcpAsset<ForwardingRule>, undefined> = {
  scheme: ({ resource: { data } }) => {
    const scheme = data.loadBalancingScheme;
    if (scheme === undefined) return null;
    return scheme.startsWith('EXTERNAL') ? 'internet' : 'internal';
  },
  // A rule names a proxy or a backend service; what is registered behind it is theirs to know.
  targets: () => null,
  backends: ({ resource: { data } }) => (told(data) ? fullNames([data.target, data.backendService]) : null),
  networks: ({ resource: { data } }) => fullNames([data.network, data.subnetwork]),
};
