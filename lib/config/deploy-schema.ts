/** What the config may say of a deployment: `npx cdk deploy` reads it. */
import * as z from 'zod';
import { DEFAULT_NAME } from '../deployed/names.ts';
import { destination } from './destination-schema.ts';
import { accountId, regionName } from './root-schema.ts';

/** CloudWatch's own choices of how long a log is kept, in days. */
const logDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const minutesIn = { minute: 1, hour: 60, day: 1440 } as const;
const rate = /^rate\(([1-9]\d{0,4}) (minute|hour|day)s?\)$/;
/** Below the first a run would meet itself; CloudWatch looks back a week at most, so later than the last none is missed. */
const EVERY_MINUTES = { least: 15, most: 6 * 1440 };

/** Minutes between runs, written as hours or as EventBridge Scheduler has it. */
const every = z
  .union([z.number(), z.string().regex(rate, 'expected a number of hours, or a rate as rate(6 hours)')])
  .transform((written) => {
    if (typeof written === 'number') return written * 60;
    const [, count, unit] = rate.exec(written)!;
    return Number(count) * minutesIn[unit as keyof typeof minutesIn];
  })
  .refine(
    (minutes) => Number.isInteger(minutes) && minutes >= EVERY_MINUTES.least && minutes <= EVERY_MINUTES.most,
    'expected 15 minutes to 6 days',
  )
  .default(6 * 60);

const email = z.string().regex(/^[^\s@]+@[^\s@]+$/, 'expected an e-mail address');

const alerts = z.strictObject({
  platform: z
    .array(email)
    .default([])
    .describe('Who gets alarms and the digest of each run. Each has to confirm an e-mail from AWS.'),
  owners: z
    .array(
      z.strictObject({
        email,
        owners: z
          .array(z.string().min(1))
          .min(1)
          .optional()
          .describe('Ids of the owners whose digests are sent there. Absent: all of them.'),
      }),
    )
    .default([])
    .describe('Who gets digests of owners.'),
});

const organization = z.strictObject({
  id: z.string().regex(/^o-[a-z0-9]{10,32}$/, 'expected the id of an organisation as o-abcde12345'),
  units: z
    .array(
      z
        .string()
        .regex(
          /^(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32})$/,
          'expected ou-abcd-12345678, or r-abcd for all accounts',
        ),
    )
    .min(1)
    .describe('Organizational units whose accounts get the read-only role, those that join later among them.'),
  as: z
    .enum(['management', 'delegated'])
    .default('management')
    .describe(
      'Whether the account is the organisation’s management account or its delegated administrator for StackSets.',
    ),
});

export const deploy = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,28}[a-z0-9]$/, 'expected 2 to 30 lower-case letters, digits and hyphens')
    .default(DEFAULT_NAME)
    .describe('What everything in the account is named by: table, functions, roles, topics.'),
  region: regionName.optional().describe('Where it is deployed. Absent: the region of the AWS profile that deploys.'),
  account: accountId.optional().describe('Where it is deployed. Absent: the account of the AWS profile that deploys.'),
  schedule: z
    .strictObject({
      aws: every.describe('Hours between runs over AWS, or a rate as rate(90 minutes).'),
      azure: every.describe('The same for Azure.'),
      gcp: every.describe('The same for Google Cloud.'),
      flexibleMinutes: z
        .number()
        .int()
        .min(0)
        .max(1440)
        .default(15)
        .describe('A run begins within so many minutes after it is due.'),
    })
    .prefault({}),
  toleratedFailurePercent: z
    .number()
    .min(0)
    .max(100)
    .default(50)
    .describe('A run goes on while no more of its accounts than that fail altogether. What failed is incomplete.'),
  alerts: alerts.prefault({}).describe('Who is told by e-mail.'),
  destinations: z.array(destination).default([]).describe('Services that single events are sent to.'),
  hints: z
    .boolean()
    .default(true)
    .describe('Changes that AWS tells of (tags, CloudTrail) are listed within minutes, before the next run.'),
  organization: organization.optional().describe('The read-only role in every member account, by a StackSet.'),
  runbook: z
    .string()
    .min(1)
    .default('docs/runbook.md')
    .describe('Where docs/runbook.md can be read, for the links in alarms: the address of your copy of it.'),
  logs: z.strictObject({ days: z.literal(logDays).default(90).describe('Days that logs are kept.') }).prefault({}),
  removal: z
    .enum(['keep', 'delete'])
    .default('keep')
    .describe(
      'What becomes of logs and the archive of events when the stack is deleted. The table, its key and the buckets always stay.',
    ),
});

/** A deployment as the config has it, with its defaults. */
export type Deploy = z.output<typeof deploy>;

/** What holds where the config says nothing of a deployment. */
export const defaultDeploy: Deploy = deploy.parse({});
