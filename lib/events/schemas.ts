/** Schemas of the events as they are on the bus: EventBridge's envelope around the detail that `entryOf` puts into it. */
import * as z from 'zod';
import { text, time } from './details.ts';
import { type EventType, eventSpecs, eventTypes } from './types.ts';

/** `source` of every event. */
export const SOURCE = 'cadastre';

export interface BusSchema {
  readonly type: EventType;
  /** The type without blanks: `FindingOpened`. */
  readonly name: string;
  /** JSON Schema, draft 4: what EventBridge's schema registry takes. */
  readonly schema: Readonly<Record<string, unknown>>;
}

const onTheBus = (type: EventType): z.ZodType =>
  z.object({
    version: z.literal('0'),
    id: text('The bus’s own: another each time. The stable one is in the detail.'),
    'detail-type': z.literal(type),
    source: z.literal(SOURCE),
    account: text('Account of the deployment.'),
    time: time('The time of the run that found it.'),
    region: text('Region of the deployment.'),
    resources: z.array(z.string()),
    detail: eventSpecs[type].detail.extend({
      id: text('Stable: whoever remembers it is told nothing twice.'),
      run: text('Id of that run.'),
      title: text('The event in a line, for people.'),
      text: text('And in some lines.'),
    }),
  });

/** One schema an event type, in the table's order. */
export const busSchemas = (): readonly BusSchema[] =>
  eventTypes.map((type) => ({
    type,
    name: type.replaceAll(' ', ''),
    schema: z.toJSONSchema(onTheBus(type), { io: 'input', target: 'draft-4' }) as Readonly<Record<string, unknown>>,
  }));
