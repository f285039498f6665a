import * as z from 'zod';
import { keptBy, unkept } from './guards.ts';
import { defineCheck, pass } from './types.ts';

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
    const no = unkept(group, 'No resource is in it.');
    return { any: [{ ask: 'referred', id: group.id }], needs: '*', yes: pass, no };
  },
});
