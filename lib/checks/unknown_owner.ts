import * as z from 'zod';
import { isExempt } from '../kinds/facts/facts.ts';
import { defineCheck, fail, pass } from './types.ts';

export default defineCheck({
  id: 'unknown_owner',
  title: 'Its owner is not in the directory',
  classes: '*',
  severity: 'low',
  judgesOwner: true,
  description:
    'The evidence names somebody, and the directory knows no such person, team, e-mail or alias. Without a directory the check passes: then every name is taken at its word.',
  remedy: 'Correct the tag, or add the name to the directory as an entry or an alias.',
  sources: ['IT asset management: owners are people or teams that exist'],
  params: z.object({
    directory: z.boolean().default(true).describe('Whether there is a directory to look in; set by the config.'),
  }),
  verdict: (subject, { params }) => {
    const { owner } = subject;
    // What takes no tag has its owner from elsewhere, where the name stands and is a finding.
    if (isExempt(subject) && owner.from !== subject.id) return pass;
    return params.directory && owner.status === 'unknown'
      ? fail(`The ${owner.source} ${owner.key} says "${owner.value}", whom the directory does not know.`)
      : pass;
  },
});
