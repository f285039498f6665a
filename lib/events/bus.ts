/** Events as EventBridge takes them. */
import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { CadastreEvent } from './types.ts';

/** Entries of one PutEvents call (API_PutEvents.html), and bytes of them all together; each fits by itself. */
export const PUT_ENTRIES = 10;
export const PUT_BYTES = 262_144;

/**
 * `detail` is the event's own with its stable `id` and its `run` beside, so that rules match its facts at the first
 * level: `{"detail": {"severity": ["high"]}}`.
 */
export const entryOf = (
  { id, type, time, run, source, detail }: CadastreEvent,
  bus: string,
): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: source,
  DetailType: type,
  Time: new Date(time),
  Detail: JSON.stringify({ id, run, ...detail }),
});
