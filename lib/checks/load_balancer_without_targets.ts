import * as z from 'zod';
import { daysOf, lasting, namesAny } from './durations.ts';
import { orphaned } from './keeping.ts';
import { defineCheck, notTold, pass, unknown } from './types.ts';

/** An endpoint whose service let it go. */
const ended = new Set(['closed', 'rejected']);

export default defineCheck({
  id: 'load_balancer_without_targets',
  title: 'Load balancer with nothing behind it',
  classes: ['load_balancer'],
  severity: 'medium',
  description:
    'A balancer is billed by the hour though it has no listener, or though no target is registered in any of its pools and its listeners answer nothing by themselves: redirects and fixed responses need no target. An endpoint of another’s service is an orphan when that has closed the connection. Where the provider names a backend but not what is in it (a Google forwarding rule), the backend must exist.',
  remedy: 'Register targets, or delete the balancer.',
  sources: ['Steampipe Thrifty', 'CloudQuery unused_resources', 'Flexera', 'azure-orphan-resources'],
  params: z.object({ days: daysOf('a balancer may serve nothing') }),
  verdict: (balancer, { params, guards }) => {
    const { targets, listeners, answers, connection, backends } = balancer.fields;
    const state = lasting(params.days);
    const finding = (reason: string) => orphaned(balancer, guards, reason, state);
    if (typeof connection === 'string' && ended.has(connection))
      return finding(`The service that it leads to has ${connection} the connection.`);
    if (listeners === 0) return finding('It has no listener.');
    if (namesAny(answers)) return pass;
    if (typeof targets === 'number' && targets > 0) return pass;
    if (targets === 0)
      return answers === null
        ? unknown(
            'no target is registered behind it, and whether its listeners answer by themselves is not told',
            state,
          )
        : finding('No target is registered behind it.');
    if (!Array.isArray(backends)) return notTold('what is behind it');
    if (backends.length === 0)
      return balancer.provider === 'gcp' ? finding('It names no backend.') : notTold('its targets');
    // Backends are of other kinds than disks or machines: any listing may hold them.
    return {
      any: backends.map((id: string) => ({ ask: 'exists', id }) as const),
      needs: '*',
      yes: balancer.provider === 'gcp' ? pass : notTold('its targets'),
      no: finding('What it sends traffic to is gone.'),
    };
  },
});
