import * as z from 'zod';
import { keptBy, notTold, olderThan, unkept } from './guards.ts';
import { defineCheck, pass, unknown } from './types.ts';

export default defineCheck({
  id: 'stopped_vm',
  title: 'Machine stopped for long',
  classes: ['vm'],
  severity: 'medium',
  description:
    'A machine that was stopped keeps its disks and addresses, which are billed; on Azure a machine that is stopped but not deallocated is billed in full, and fails at once. Where the provider does not say since when it is stopped, the time since which the register has seen it stopped counts.',
  remedy: 'Start it, or keep an image and delete it with its disks and addresses; on Azure, at least deallocate it.',
  sources: ['Prowler ec2_instance_older_than_specific_days', 'Flexera', 'finops-toolkit', 'Optimization Engine'],
  params: z.object({
    days: z.number().int().min(0).default(30).describe('Days a machine may be stopped.'),
  }),
  verdict: (vm, { params, now, stateSince }) => {
    const { state, stoppedAt } = vm.fields;
    if (state === null || state === undefined) return notTold('its state');
    if (state !== 'stopped' && state !== 'deallocated' && state !== 'suspended') return pass;
    if (keptBy(vm, 'replication')) return pass;
    if (state === 'stopped') return unkept(vm, 'It is stopped but not deallocated: it is billed in full.');
    if (params.days === 0) return unkept(vm, `It is ${state}.`);
    const told = olderThan(stoppedAt, params.days, now);
    if (told === false) return pass;
    if (told === true) return unkept(vm, `It is ${state} since ${String(stoppedAt).slice(0, 10)}.`);
    const seen = olderThan(stateSince, params.days, now);
    return seen
      ? unkept(vm, `It is ${state}, at least since ${stateSince?.slice(0, 10)}.`)
      : unknown(`it is ${state}, and neither the provider nor the register's history says for how long`);
  },
});
