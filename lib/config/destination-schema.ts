/** Services that a deployment sends single events to. */
import * as z from 'zod';
import { severities } from '../checks/types.ts';
import { eventTypes } from '../events/types.ts';

const common = {
  secret: z
    .string()
    .regex(/^[\w/+=.@-]+$/, 'expected the name of a secret')
    .describe('Name of the secret in Secrets Manager, in the same region, that the service asks for.'),
  events: z.array(z.enum(eventTypes)).min(1).describe('Which events are sent; docs/events.md lists them.'),
  severities: z
    .array(z.enum(severities))
    .min(1)
    .optional()
    .describe('Of findings, those of these severities. Absent: all of them.'),
};

const address = z.string().regex(/^https:\/\/[^\s*]+$/, 'expected an address that begins with https://');

const slack = z.strictObject({
  to: z.literal('slack'),
  url: address.default('https://slack.com/api/chat.postMessage').describe('Slack’s method that posts a message.'),
  channel: z.string().min(1).describe('Name or id of the channel; the app has to be a member of it.'),
  ...common,
});

const serviceNow = z.strictObject({
  to: z.literal('serviceNow'),
  url: address.describe('The table that a record is made in: https://INSTANCE.service-now.com/api/now/table/incident.'),
  ...common,
});

const jira = z.strictObject({
  to: z.literal('jira'),
  url: address.describe('Where issues are made: https://SITE.atlassian.net/rest/api/2/issue.'),
  project: z.string().min(1).describe('Key of the project.'),
  issueType: z.string().min(1).default('Task'),
  ...common,
});

export const destination = z.discriminatedUnion('to', [slack, serviceNow, jira]);

/** A service that single events are sent to. */
export type Destination = z.output<typeof destination>;
