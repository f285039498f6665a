/** What the sample company would write in its config, but for the roots. */
import { defaultCreatorTagKeys, defaultTagKeys } from '../config/defaults.ts';
import { defaultPlaceholders } from '../owners/tags.ts';
import type { Policy } from '../runs/rules.ts';
import { directory } from './estate/people.ts';

export const samplePolicy: Policy = {
  owners: {
    tagKeys: defaultTagKeys,
    creatorTagKeys: defaultCreatorTagKeys,
    placeholders: defaultPlaceholders,
    directory,
    // The pipelines are the data platform's, whoever's tags are missing.
    rules: [{ match: { name: '*-etl-*' }, owner: 'data-platform' }],
  },
  requiredTags: ['owner', 'cost-center', 'environment'],
  checks: {},
};
