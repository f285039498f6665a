import * as z from 'zod';
import { daysOf, lasting, namesAny } from './durations.ts';
import { orphaned } from './keeping.ts';
import { defineCheck, notTold, pass } from './types.ts';

export default defineCheck({
  id: 'unattached_network_interface',
  title: 'Network interface attached to nothing',
  classes: ['network_interface'],
  severity: 'low',
  description:
    'An interface that no machine or service uses holds an address of its subnet and keeps security groups from being deleted. Interfaces that a cloud service makes and removes are not counted.',
  remedy: 'Delete the interface.',
  sources: ['azure-orphan-resources', 'Cloud Custodian', 'finops-toolkit'],
  params: z.object({ days: daysOf('an interface may be without use') }),
  verdict: (nic, { params, guards }) => {
    const { attachedTo, managed, state } = nic.fields;
    const attached = namesAny(attachedTo);
    if (attached || managed === true) return pass;
    if (state === null || state === undefined) return notTold('its state');
    if (state !== 'available') return pass;
    if (attached === undefined) return notTold('what uses it');
    if (managed !== false) return notTold('whether a service manages it');
    return orphaned(nic, guards, 'No machine or service uses it.', lasting(params.days));
  },
});
