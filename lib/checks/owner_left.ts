import * as z from 'zod';
import { isExempt } from '../kinds/facts/facts.ts';
import { defineCheck, fail, pass } from './types.ts';

export default defineCheck({
  id: 'owner_left',
  title: 'Its owner has left',
  classes: '*',
  severity: 'high',
  judgesOwner: true,
  description: 'The evidence names a person or team that the directory has as left.',
  remedy: 'Find who took over, often the manager or the team, and change the tag that is named.',
  sources: ['IT asset management: reassign assets when people leave'],
  params: z.object({}),
  verdict: (subject) => {
    const { owner } = subject;
    // What takes no tag has its owner from elsewhere, where the name stands and is a finding.
    if (isExempt(subject) && owner.from !== subject.id) return pass;
    return owner.status === 'left'
      ? fail(`The ${owner.source} ${owner.key} says "${owner.value}": ${owner.id}, who has left.`)
      : pass;
  },
});
