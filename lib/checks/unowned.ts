import * as z from 'zod';
import { defineCheck, fail, pass, unknown } from './types.ts';

export default defineCheck({
  id: 'unowned',
  title: 'Nothing says who owns it',
  classes: '*',
  severity: 'medium',
  judgesOwner: true,
  description:
    'No tag of the resource, its group or its account, nothing that made or holds it, no creator and no rule names an owner. What hangs on something unowned is told there: one finding on the machine, none on its disks. A wrong name is another finding: `unknown_owner`, `owner_left`.',
  remedy: 'Tag it, what holds it, its group or its account with its owner, or add a rule to the config.',
  sources: ['IT asset management: every asset has an accountable owner'],
  params: z.object({}),
  verdict: ({ owner, tags }) => {
    if (owner.status !== 'none') return pass;
    return tags === null
      ? unknown('its tags could not be read')
      : fail('No tag, group, maker, holder, account, creator or rule names an owner.');
  },
});
