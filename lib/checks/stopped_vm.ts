import * as z from 'zod';
import { daysOf, lasting } from './durations.ts';
import { orphaned } from './keeping.ts';
import { defineCheck, notTold, pass } from './types.ts';

export default defineCheck({
  id: 'stopped_vm',
  title: 'Machine stopped for long',
  classes: ['vm'],
  severity: 'medium',
  description:
    'A machine that was stopped keeps its disks and addresses, which are billed; on Azure a machine that is stopped but not deallocated is billed in full, and fails at once. Where the provider does not say since when it is stopped, the time since which the register has seen it stopped counts.',
  remedy: 'Start it, or keep an image and delete it with its disks and addresses; on Azure, at least deallocate it.',
  sources: ['Prowler ec2_instance_older_than_specific_days', 'Flexera', 'finops-toolkit', 'Optimization Engine'],
  params: z.object({ days: daysOf('a machine may be stopped', 30) }),
  verdict: (vm, { params, guards }) => {
    const { state, stoppedAt } = vm.fields;
    if (state === null || state === undefined) return notTold('its state');
    if (state !== 'stopped' && state !== 'deallocated' && state !== 'suspended') return pass;
    return state === 'stopped'
      ? orphaned(vm, guards, 'It is billed in full, stopped but not deallocated.', lasting(0, stoppedAt))
      : orphaned(vm, guards, `It is ${state}.`, lasting(params.days, stoppedAt));
  },
});
