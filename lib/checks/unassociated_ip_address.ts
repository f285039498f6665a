import * as z from 'zod';
import { daysOf, lasting, namesAny } from './durations.ts';
import { orphaned } from './keeping.ts';
import { defineCheck, notTold, pass } from './types.ts';

export default defineCheck({
  id: 'unassociated_ip_address',
  title: 'Reserved address that nothing uses',
  classes: ['ip_address'],
  severity: 'medium',
  description:
    'A reserved public address is billed while nothing uses it. What costs nothing then is not counted: internal addresses, those that one brings along, and those of a prefix, which is billed as a whole. Whether an address is billed in use as well, as each is on AWS, is told by its field `costs`.',
  remedy: 'Release the address, or associate it.',
  sources: [
    'Prowler',
    'Steampipe Thrifty',
    'azure-orphan-resources issue 10 (prefixes, NAT gateways)',
    'joaohenriquedm/gcp-orphan-resources2',
  ],
  params: z.object({ days: daysOf('an address may be without use') }),
  verdict: (address, { params, guards }) => {
    const { external, static: reserved, attachedTo, costs } = address.fields;
    if (external === false || reserved === false || costs === 'never' || costs === 'used') return pass;
    const attached = namesAny(attachedTo);
    if (attached) return pass;
    if (attached === undefined) return notTold('what uses it');
    if (external !== true) return notTold('whether it is public');
    if (reserved !== true) return notTold('whether it is reserved');
    const unused = orphaned(address, guards, 'It is reserved, and nothing uses it.', lasting(params.days));
    if (address.provider !== 'azure') return unused;
    // Some services hold an address that does not name them.
    return { any: [{ ask: 'referred', id: address.id }], needs: ['other'], yes: pass, no: unused };
  },
});
