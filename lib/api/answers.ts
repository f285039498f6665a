/** What is answered, as schemas: `docs/json.md` says the same in words. Their names are those of the OpenAPI document. */
import * as z from 'zod';
import { severities } from '../checks/types.ts';
import { evidenceSources } from '../owners/types.ts';
import { providerIds } from '../providers/types.ts';

/** Schemas that others refer to by name. */
export const named = z.registry<{ id: string }>();

export const time = z.string().describe('ISO 8601, UTC.');
const words = z.array(z.string());
export const provider = z.enum(providerIds);
const counts = z.record(z.string(), z.number());
const status = z.enum(['known', 'left', 'unknown', 'none']);

const evidence = {
  source: z.enum(evidenceSources),
  key: z.string(),
  value: z.string(),
  from: z.string(),
};

const owner = z
  .object({
    id: z.string().describe('The directory’s id; the value itself where the directory does not know it; `unowned`.'),
    status,
    source: evidence.source.nullable().describe('The evidence that named the owner.'),
    key: z.string().nullable(),
    value: z.string().nullable().describe('What the evidence said, word for word.'),
    from: z.string().nullable().describe('Id of what said it.'),
    coOwners: z.array(z.string()).describe('Ids of the others whom the same value names.'),
    overrode: z.array(z.object(evidence)).describe('Weaker evidence that names somebody else.'),
  })
  .register(named, { id: 'Owner' });

const lifecycle = z.enum(['active', 'stopped', 'idle', 'missing', 'retired']);

const fact = z.union([z.string(), z.number(), z.boolean(), words, z.null()]);

export const resource = z
  .object({
    id: z.string().describe('Canonical: ARN, Azure id in lower case, full resource name of Google Cloud.'),
    provider,
    kind: z.string().describe('`aws_ebs_volume`; `/kinds` lists them.'),
    type: z.string().describe('The provider’s own word: `AWS::EC2::Volume`.'),
    class: z.string().describe('What it is on any cloud: `disk`.'),
    category: z.string().describe('FOCUS ServiceCategory.'),
    accountId: z.string(),
    accountName: z.string().nullable().describe('How people call the account; null where its provider does not tell.'),
    region: z.string().describe('`global` where there is none.'),
    name: z.string().nullable(),
    tags: z.record(z.string(), z.string()).describe('As spelled.'),
    owner,
    lifecycle,
    fields: z.record(z.string(), fact).describe('The facts of its class and kind, by name.'),
    links: z.array(z.object({ rel: z.string(), to: z.string() })),
    group: z.string().nullable().describe('Id of its resource group, project or cluster.'),
    createdAt: time.nullable(),
    firstSeen: time,
    changedAt: time,
    version: z.number().int(),
    stale: z
      .array(z.object({ fact: z.string(), since: time }))
      .describe('Facts that could not be read since then: what stands there is older.'),
  })
  .register(named, { id: 'Resource' });

const suppressed = z.object({
  by: z.string(),
  until: z.string().nullable().describe('Its last day, to the end of that in UTC.'),
  reason: z.string(),
  source: z.enum(['assertion', 'tag']),
});

export const finding = z
  .object({
    check: z.string(),
    severity: z.enum(severities),
    verdict: z.enum(['fail', 'unknown']),
    reason: z.string(),
    since: time,
    resourceId: z.string(),
    kind: z.string(),
    accountId: z.string(),
    accountName: z.string().nullable().describe('How people call the account; null where its provider does not tell.'),
    owner: z.string().describe('An id; `unowned` among them.'),
    lifecycle: lifecycle.describe('Of its resource.'),
    suppressed: suppressed.nullable(),
  })
  .register(named, { id: 'Finding' });

export const ownerSummary = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    status,
    resources: z.number().int(),
    billed: z.number().int().describe('Of them, those of a class that is billed for just existing.'),
    exempt: z
      .number()
      .int()
      .describe(
        'Of them, those that take no tag or that a service keeps: none of what is asked of tags is asked of them.',
      ),
    classes: counts.describe('How many of each billed class.'),
    findings: z.number().int().describe('Open ones.'),
    suppressed: z.number().int(),
  })
  .register(named, { id: 'OwnerSummary' });

export const kind = z
  .object({
    id: z.string(),
    provider,
    class: z.string(),
    type: z.string(),
    title: z.string(),
    permissions: words.describe('What reading it needs.'),
    resources: z.number().int().nullable(),
  })
  .register(named, { id: 'Kind' });

export const check = z
  .object({
    id: z.string(),
    title: z.string(),
    severity: z.enum(severities),
    classes: words.describe('Of resources that it looks at; `*`: all.'),
    description: z.string(),
    remedy: z.string(),
    sources: words,
    params: z.record(z.string(), z.unknown()).describe('Those in force at the last run, by name.'),
    fail: z.number().int().nullable(),
    unknown: z.number().int().nullable(),
    suppressed: z.number().int().nullable(),
    enabled: z.boolean().describe('False where the config switches it off.'),
  })
  .register(named, { id: 'Check' });
