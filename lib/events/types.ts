/**
 * The events, as data: when each is told, what its id is made of, and the shape of its detail. The JSON Schemas and
 * `docs/events.md` are made from this table.
 */
import * as z from 'zod';
import { changes, count, finding, owner, resource, text, time } from './details.ts';

interface EventSpec<Detail extends z.ZodObject> {
  /** When it is told: a sentence. */
  readonly told: string;
  /** What its id is made of: the same again where the same is told again. */
  readonly id: string;
  readonly detail: Detail;
}

const define = <Detail extends z.ZodObject>(spec: EventSpec<Detail>): EventSpec<Detail> => spec;
const version = "the resource's id and the version's number";
const findingId = "the resource's id, the check and the time";

export const eventSpecs = {
  'Resource Discovered': define({
    told: 'A listing brought a resource that the register did not have.',
    id: version,
    detail: z.object(resource),
  }),
  'Resource Changed': define({
    told: 'A fact of a resource is another. Noise of the providers (etags, counters, stamps) is no fact.',
    id: version,
    detail: z.object({ ...resource, changes }),
  }),
  'Resource Missing': define({
    told: 'A complete listing did not have it. It is not taken for gone before that is confirmed.',
    id: version,
    detail: z.object({ ...resource, changes }),
  }),
  'Resource Reappeared': define({
    told: 'It was missing or retired, and a listing has it again.',
    id: version,
    detail: z.object({ ...resource, changes }),
  }),
  'Resource Retired': define({
    told: 'That it is gone is confirmed.',
    id: version,
    detail: z.object({ ...resource, changes }),
  }),
  'Owner Changed': define({
    told: 'Another owner is named, or the same on other evidence. It comes beside `Resource Changed` or `Resource Reappeared` where more changed than that.',
    id: `${version}, and the word owner`,
    detail: z.object({ ...resource, before: owner('until now'), after: owner('from now on') }),
  }),
  'Finding Opened': define({
    told: 'A check fails or cannot tell; once more when what could not be told turns out to fail, and when a suppression ends before the finding does.',
    id: `${findingId} of the run that opened it`,
    detail: z.object(finding),
  }),
  'Finding Resolved': define({
    told: 'A finding that was opened stands no more, or is suppressed.',
    id: `${findingId} of the run that resolved it`,
    detail: z.object({
      ...finding,
      resolution: z.enum(['gone', 'suppressed']).describe('`suppressed`: by a person or a tag, and it still stands.'),
    }),
  }),
  'Listing Incomplete': define({
    told: 'A listing that was complete, or was not there, is incomplete or held, or is so for another reason. While that lasts it is not told again.',
    id: 'the run, the partition and the listing',
    detail: z.object({
      partition: text(
        'Unit of work: an AWS account, Azure subscriptions, a Google Cloud root; the root where it could not be planned.',
      ),
      listing: text('What was listed; `*` for all of the partition.'),
      outcome: z
        .enum(['incomplete', 'held'])
        .describe('`held`: complete, but it lost so much that it waits to be confirmed.'),
      reason: z.string().nullable().describe('What went wrong, where, and what to do.'),
      lastComplete: z.iso.datetime().nullable().describe('When it was last complete; null for never.'),
      truncated: finding.truncated,
    }),
  }),
  'Run Completed': define({
    told: 'A pass over all roots came to its end, with or without incomplete listings.',
    id: 'the run',
    detail: z.object({
      startedAt: time('Its start.'),
      finishedAt: time('Its end.'),
      listings: z.object({
        complete: count('Listings that were complete.'),
        incomplete: count('Those that were not.'),
        held: count('Those that are complete and wait to be confirmed.'),
      }),
      failedRoots: z.array(z.string()).describe('Roots that could not be planned at all; the first hundred.'),
      resources: z.record(z.string(), z.number().int()).describe('Counts by name, as in the JSON of `cadastre runs`.'),
    }),
  }),
} as const;

export type EventType = keyof typeof eventSpecs;
export const eventTypes = Object.keys(eventSpecs) as EventType[];

type DetailOf<Type extends EventType> = z.infer<(typeof eventSpecs)[Type]['detail']>;

/** An event as it is told: the same keys around every detail. */
export type CadastreEvent<Type extends EventType = EventType> = {
  readonly [T in Type]: {
    /** The same again where the same is told again. */
    readonly id: string;
    readonly type: T;
    /** ISO 8601 UTC: the time of the run that found it. */
    readonly time: string;
    readonly run: string;
    readonly source: 'cadastre';
    readonly detail: Readonly<DetailOf<T>>;
  };
}[Type];

/** The whole event, envelope and detail: what its JSON Schema is made of. */
export const eventSchema = (type: EventType) =>
  z.object({
    id: text('Stable: whoever remembers it is told nothing twice.'),
    type: z.literal(type),
    time: time('The time of the run that found it.'),
    run: text('Id of that run.'),
    source: z.literal('cadastre'),
    detail: eventSpecs[type].detail,
  });
