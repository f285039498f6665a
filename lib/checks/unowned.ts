import * as z from 'zod';
import { isExempt } from '../kinds/facts/facts.ts';
import { defineCheck, fail, pass, unknown } from './types.ts';

export default defineCheck({
  id: 'unowned',
  title: 'Nothing says who owns it',
  classes: '*',
  severity: 'medium',
  judgesOwner: true,
  description:
    'No tag of the resource, its group or its account, nothing that made or holds it, no creator and no rule names an owner. What hangs on something unowned is told there: one finding on the machine, none on its disks. A wrong name is another finding: `unknown_owner`, `owner_left`. What takes no tag, and what a service makes and keeps, is not asked for an owner of its own; it is counted apart.',
  remedy: 'Tag it, what holds it, its group or its account with its owner, or add a rule to the config.',
  sources: ['IT asset management: every asset has an accountable owner'],
  params: z.object({}),
  verdict: (subject) => {
    const { owner, tags } = subject;
    if (owner.status !== 'none' || isExempt(subject)) return pass;
    return tags === null
      ? unknown('its tags could not be read')
      : fail('No tag, group, maker, holder, account, creator or rule names an owner.');
  },
});
