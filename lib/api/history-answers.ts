/** What is answered of the past, of runs and of coverage, as schemas. */
import * as z from 'zod';
import { finding, named, provider, resource, time } from './answers.ts';

const event = z.enum(['discovered', 'changed', 'owner_changed', 'missing', 'reappeared', 'retired']);
/** The sorts of changes there are. */
export const events = event.options;

const change = {
  version: z.number().int(),
  event,
  changes: z
    .record(z.string(), z.tuple([z.unknown(), z.unknown()]))
    .describe('Path of each changed fact → before and after.'),
  at: time,
  run: z.string(),
};

const version = z.object(change).register(named, { id: 'Version' });

const suppression = z
  .object({
    kind: z.literal('suppress'),
    resourceId: z.string(),
    check: z.string(),
    at: time,
    by: z.string(),
    until: z.string().nullable(),
    reason: z.string(),
    ended: z
      .object({ at: time, by: z.string().nullable(), why: z.enum(['replaced', 'removed', 'expired', 'retired']) })
      .nullable(),
  })
  .register(named, { id: 'Suppression' });

export const view = z
  .object({
    resource,
    linkedFrom: z.array(z.object({ from: z.string(), rel: z.string() })),
    findings: z.array(finding).describe('The suppressed among them.'),
    versions: z.array(version).describe('Newest first.'),
    assertions: z.array(suppression).describe('What people said of it, newest first.'),
  })
  .register(named, { id: 'ResourceView' });

export const past = z
  .object({ at: time, resource, versions: z.array(version).describe('Up to then, newest first.') })
  .register(named, { id: 'PastResource' });

const accountName = z
  .string()
  .nullable()
  .describe('How people call the account; null where its provider does not tell.');
const place = { kind: z.string(), accountId: z.string(), accountName, region: z.string(), owner: z.string() };

export const changed = z
  .object({ resourceId: z.string(), provider, class: z.string(), name: z.string().nullable(), ...place, ...change })
  .register(named, { id: 'Change' });

const reached = z
  .object({
    id: z.string(),
    ...place,
    depth: z.number().int().describe('Steps from the resource that was asked about.'),
    rel: z.string().describe('The relation that leads here.'),
    through: z.string().describe('Id of the resource one step nearer.'),
  })
  .register(named, { id: 'Reached' });

export const impact = z
  .object({
    id: z.string(),
    kind: z.string(),
    dependents: z.array(reached).describe('What depends on it, directly or through others, nearest first.'),
    orphans: z.array(reached).describe('What would be left without what it is there for.'),
  })
  .register(named, { id: 'Impact' });

const outcome = z.enum(['complete', 'incomplete', 'held', 'closed']);
const count = z.number().int();

export const run = z
  .object({
    id: z.string(),
    startedAt: time,
    finishedAt: time.nullable().describe('Null where it was cut off, or is under way.'),
    providers: z.array(provider),
    partial: z.boolean().describe('Some listings alone, since an event said that something changed there.'),
    partitions: count,
    listings: z.object({
      complete: count,
      incomplete: z.array(
        z.object({
          partition: z.string(),
          listing: z.string(),
          outcome,
          reason: z.string().nullable(),
          found: count,
          lastComplete: time.nullable(),
          since: time,
        }),
      ),
      more: z
        .object({ incomplete: count, held: count })
        .describe('How many others were not complete: a record has room for 2,000.'),
      unread: z
        .object({
          count,
          first: z.array(z.object({ partition: z.string(), listing: z.string(), reason: z.string() })),
        })
        .describe('Complete listings beside which something could not be read: how many, and the first hundred.'),
      closed: z
        .array(z.object({ reason: z.string(), partition: z.string(), partitions: count, listings: count }))
        .describe('What the organisation closes to everybody, by the reason, with the first of the partitions.'),
    }),
    resources: z.object({
      found: count,
      counted: count.describe('Counted by account, region and type, and not registered.'),
      new: count,
      changed: count,
      missing: count,
      reappeared: count,
      retired: count,
      findingsOpened: count,
      findingsResolved: count,
      findingsSuppressed: count,
      findingsReopened: count,
    }),
    calls: z.record(z.string(), count).describe('Requests by `provider:service:operation`.'),
    items: z.object({ read: count, written: count }),
    closed: z
      .array(z.object({ id: z.string(), name: z.string().nullable(), reason: z.string(), root: z.string() }))
      .describe('Accounts that are nobody’s or no longer.'),
    failedRoots: z.array(z.object({ root: z.string(), reason: z.string(), since: time })),
  })
  .register(named, { id: 'Run' });

export const covered = z
  .object({
    provider,
    root: z.string(),
    partition: z.string().nullable(),
    accountId: z.string().nullable(),
    accountName,
    listing: z.string(),
    outcome: z.enum([...outcome.options, 'unasked']),
    reason: z.string().nullable(),
    unread: z
      .string()
      .nullable()
      .describe('What could not be read beside a complete list: the first resource and failure, and how many more.'),
    found: count.nullable(),
    lastComplete: time.nullable(),
    age: count.nullable().describe('Seconds since it was complete.'),
  })
  .register(named, { id: 'Coverage' });

export const countedRow = z
  .object({
    provider,
    accountId: z.string(),
    region: z.string(),
    type: z.string().describe('The provider’s own word.'),
    resources: count,
    because: z.string().describe('Why it has no row.'),
  })
  .register(named, { id: 'Counted' });
