import * as z from 'zod';
import { keptBy, namesAny, notTold, unkept } from './guards.ts';
import { defineCheck, pass } from './types.ts';

export default defineCheck({
  id: 'unattached_network_interface',
  title: 'Network interface attached to nothing',
  classes: ['network_interface'],
  severity: 'low',
  description:
    'An interface that no machine or service uses holds an address of its subnet and keeps security groups from being deleted. Interfaces that a cloud service makes and removes are not counted.',
  remedy: 'Delete the interface.',
  sources: ['azure-orphan-resources', 'Cloud Custodian', 'finops-toolkit'],
  params: z.object({}),
  verdict: (nic) => {
    const { attachedTo, managed, state } = nic.fields;
    const attached = namesAny(attachedTo);
    if (attached || managed === true || keptBy(nic, 'kubernetes', 'replication')) return pass;
    if (state === null || state === undefined) return notTold('its state');
    if (state !== 'available') return pass;
    if (attached === undefined) return notTold('what uses it');
    return managed === false ? unkept(nic, 'No machine or service uses it.') : notTold('whether a service manages it');
  },
});
