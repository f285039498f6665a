import * as z from 'zod';
import { keptBy, namesAny, notTold, unkept } from './guards.ts';
import { defineCheck, pass } from './types.ts';

export default defineCheck({
  id: 'unassociated_ip_address',
  title: 'Reserved address that nothing uses',
  classes: ['ip_address'],
  severity: 'medium',
  description:
    'A reserved public address is billed while nothing uses it. Internal addresses cost nothing and are not counted, nor addresses of a NAT gateway, a prefix or a balancer.',
  remedy: 'Release the address, or associate it.',
  sources: [
    'Prowler',
    'Steampipe Thrifty',
    'azure-orphan-resources issue 10 (prefixes, NAT gateways)',
    'joaohenriquedm/gcp-orphan-resources2',
  ],
  params: z.object({}),
  verdict: (address) => {
    const { external, static: reserved, attachedTo } = address.fields;
    if (external === false || reserved === false) return pass;
    const attached = namesAny(attachedTo);
    if (attached || keptBy(address, 'kubernetes')) return pass;
    if (attached === undefined) return notTold('what uses it');
    if (external !== true) return notTold('whether it is public');
    if (reserved !== true) return notTold('whether it is reserved');
    return unkept(address, 'It is reserved, and nothing uses it.');
  },
});
