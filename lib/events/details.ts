/** What the details of events have in common, key by key. */
import * as z from 'zod';
import { severities } from '../checks/types.ts';

export const text = (description: string) => z.string().describe(description);
export const time = (description: string) => z.iso.datetime().describe(description);

export const resource = {
  resourceId: text('Canonical id: ARN, Azure id in lower case, full resource name of Google Cloud.'),
  provider: text('`aws`, `azure` or `gcp`.'),
  kind: text('What it is: `aws_ebs_volume`.'),
  class: text('What that is on any cloud: `disk`.'),
  accountId: text('AWS account, Azure subscription, Google Cloud project.'),
  region: text('`global` where there is none.'),
  name: z.string().nullable().describe('As the provider has it.'),
  owner: text("The owner's id after the event; `unowned` for nobody."),
  version: z.number().int().describe("Number of the resource's version that the event tells of; the first is 1."),
  truncated: z.boolean().describe('Texts or changes were cut to fit; `cadastre show` has them whole.'),
};

export const changes = z
  .record(z.string(), z.tuple([z.unknown(), z.unknown()]).readonly())
  .describe('Path of each changed fact (`fields.state`, `tags.env`, `owner`, `lifecycle`) to `[before, after]`.');

export const owner = (which: string) =>
  z
    .object({
      id: text('`unowned` for nobody.'),
      source: z
        .string()
        .nullable()
        .describe('The evidence: `tag`, `group`, `account`, `creator`, `rule`, `assertion`.'),
      key: z.string().nullable().describe('Tag key or rule that named the owner.'),
      value: z.string().nullable().describe('What it said, word for word.'),
    })
    .describe(`The owner ${which}.`);

export const finding = {
  resourceId: resource.resourceId,
  kind: resource.kind,
  accountId: resource.accountId,
  owner: text("The owner's id; `unowned` for nobody."),
  check: text('Id of the check: `unattached_disk`.'),
  severity: z.enum(severities).describe('As the check has it.'),
  verdict: z.enum(['fail', 'unknown']).describe('`unknown` where it cannot be told.'),
  reason: text('A sentence.'),
  since: time('When it was first opened.'),
  truncated: z.boolean().describe('Texts were cut to fit; `cadastre show` has them whole.'),
};

export const count = (description: string) => z.number().int().describe(description);
