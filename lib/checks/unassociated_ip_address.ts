import * as z from 'zod';
import { daysOf, lasting, namesAny } from './durations.ts';
import { orphaned } from './keeping.ts';
import { defineCheck, notTold, pass } from './types.ts';

/** What holds an Azure address that does not name its holder. */
const holders = ['microsoft.apimanagement/service'];

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
  params: z.object({ days: daysOf('an address may be without use') }),
  verdict: (address, { params, guards }) => {
    const { external, static: reserved, attachedTo, prefix } = address.fields;
    if (external === false || reserved === false) return pass;
    // The whole prefix is billed, whichever of its addresses are used.
    if (namesAny(prefix)) return pass;
    const attached = namesAny(attachedTo);
    if (attached) return pass;
    if (attached === undefined) return notTold('what uses it');
    if (external !== true) return notTold('whether it is public');
    if (reserved !== true) return notTold('whether it is reserved');
    const unused = orphaned(address, guards, 'It is reserved, and nothing uses it.', lasting(params.days));
    if (address.provider !== 'azure') return unused;
    return {
      any: [{ ask: 'referred', id: address.id }],
      needs: ['other'],
      undescribed: holders,
      yes: pass,
      no: unused,
    };
  },
});
