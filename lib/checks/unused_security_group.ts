import { z } from 'zod';
import { keptBy, namesAny } from './guards.ts';
import { defineCheck, fail, pass } from './types.ts';

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
    if (group.fields.default === true || keptBy(group, 'kubernetes')) return pass;
    if (namesAny(group.fields.uses)) return pass;
    return {
      any: [{ ask: 'referred', id: group.id }],
      needs: ['network_interface', 'security_group', 'load_balancer', 'database', 'function', 'vm'],
      yes: pass,
      no: fail('Nothing uses it.'),
    };
  },
});
