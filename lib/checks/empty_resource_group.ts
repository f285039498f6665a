import * as z from 'zod';
import { daysOf, lasting } from './durations.ts';
import { orphaned } from './keeping.ts';
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
  params: z.object({ days: daysOf('a group may be empty') }),
  verdict: (group, { params, guards }) => ({
    any: [{ ask: 'referred', id: group.id }],
    needs: '*',
    yes: pass,
    no: orphaned(group, guards, 'No resource is in it.', lasting(params.days)),
  }),
});
