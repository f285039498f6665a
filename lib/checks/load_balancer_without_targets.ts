import * as z from 'zod';
import { keptBy, notTold, unkept } from './guards.ts';
import { defineCheck, pass } from './types.ts';

export default defineCheck({
  id: 'load_balancer_without_targets',
  title: 'Load balancer with nothing behind it',
  classes: ['load_balancer'],
  severity: 'medium',
  description:
    'A balancer is billed by the hour though no target is registered in any of its pools. Where the provider names a backend but not what is in it (a Google forwarding rule), the backend must exist.',
  remedy: 'Register targets, or delete the balancer.',
  sources: ['Steampipe Thrifty', 'CloudQuery unused_resources', 'Flexera', 'azure-orphan-resources'],
  params: z.object({}),
  verdict: (balancer) => {
    const { targets, backends } = balancer.fields;
    if (keptBy(balancer, 'kubernetes')) return pass;
    if (typeof targets === 'number') return targets > 0 ? pass : unkept(balancer, 'No target is registered behind it.');
    if (!Array.isArray(backends)) return notTold('what is behind it');
    if (backends.length === 0 && balancer.provider === 'gcp') return unkept(balancer, 'It names no backend.');
    if (backends.length === 0) return notTold('its targets');
    // Backends are of other kinds than disks or machines: any listing may hold them.
    return {
      any: backends.map((id: string) => ({ ask: 'exists', id }) as const),
      needs: '*',
      yes: balancer.provider === 'gcp' ? pass : notTold('its targets'),
      no: unkept(balancer, 'What it sends traffic to is gone.'),
    };
  },
});
