import { defineGcpKind } from '../types.ts';
import { type ForwardingRule, ruleContract } from './shared/forwarding-rule.ts';

export default defineGcpKind<ForwardingRule>()({
  id: 'gcp_compute_global_forwarding_rule',
  type: 'compute.googleapis.com/GlobalForwardingRule',
  title: 'Global forwarding rule',
  docs: 'https://cloud.google.com/compute/docs/reference/rest/v1/globalForwardingRules',
  class: 'load_balancer',
  contract: ruleContract,
  fields: {
    address: { type: 'text', description: 'Address it listens on.', from: ({ resource: { data } }) => data.IPAddress },
  },
});
