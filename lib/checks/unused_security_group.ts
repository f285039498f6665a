import * as z from 'zod';
import { keptBy, namesAny, notTold, unkept } from './guards.ts';
import { defineCheck, pass } from './types.ts';

export default defineCheck({
  id: 'unused_security_group',
  title: 'Security group that protects nothing',
  classes: ['security_group'],
  severity: 'low',
  description:
    'No interface, balancer, database or function is in the group and no other group’s rules name it. Default groups, which cannot be deleted, and a group’s rules about itself are not counted.',
  remedy: 'Delete the group.',
  sources: ['Cloud Custodian unused', 'Prowler issues 2943 and 3264', 'azure-orphan-resources'],
  params: z.object({}),
  verdict: (group) => {
    const { default: made, uses } = group.fields;
    if (made === true || namesAny(uses) || keptBy(group, 'kubernetes')) return pass;
    const told = made === false && namesAny(uses) !== undefined;
    return {
      any: [{ ask: 'referred', id: group.id }],
      needs: ['network_interface', 'security_group', 'load_balancer', 'database', 'function', 'vm'],
      yes: pass,
      no: told ? unkept(group, 'Nothing uses it.') : notTold('what it protects, or whether it is a default group'),
    };
  },
});
