import { defineGcpKind } from '../types.ts';
import { type ForwardingRule, ruleContract } from './shared/forwarding-rule.ts';

export default defineGcpKind<ForwardingRule>()({
  id: 'gcp_compute_forwarding_rule',
  type: 'compute.googleapis.com/ForwardingRule',
  title: 'Forwarding rule',
  docs: 'https://cloud.google.com/compute/docs/reference/rest/v1/forwardingRules',
  class: 'load_balancer',
  // Google's bundles of services are reached by global rules alone.
  contract: { ...ruleContract, answers: () => [] },
  fields: {
    address: { type: 'text', description: 'Address it listens on.', from: ({ resource: { data } }) => data.IPAddress },
    ports: { type: 'text', description: 'Ports it listens on.', from: ({ resource: { data } }) => data.portRange },
  },
});
