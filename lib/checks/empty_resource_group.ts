import { z } from 'zod';
import { keptBy } from './guards.ts';
import { defineCheck, fail, pass } from './types.ts';

export default defineCheck({
  id: 'empty_resource_group',
  title: 'Resource group with nothing in it',
  classes: ['resource_group'],
  severity: 'low',
  description:
    'A group that holds no resource. Resource Graph does not show hidden types, so have a look before deleting.',
  remedy: 'Delete the group.',
  sources: ['azure-orphan-resources', 'Cloud Custodian empty-group'],
  params: z.object({}),
  verdict: (group) => {
    if (keptBy(group, 'kubernetes')) return pass;
    return { any: [{ ask: 'referred', id: group.id }], needs: '*', yes: pass, no: fail('No resource is in it.') };
  },
});
