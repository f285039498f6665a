/** Events as EventBridge takes them. */
import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { eventText } from './bus-text.ts';
import type { CadastreEvent } from './types.ts';

/** Entries of one PutEvents call (API_PutEvents.html), and bytes of them all together; each fits by itself. */
export const PUT_ENTRIES = 10;
export const PUT_BYTES = 262_144;

/**
 * `detail` is the event's own with its stable `id`, its `run` and its words beside, so that rules match its facts at the
 * first level: `{"detail": {"severity": ["high"]}}`.
 */
export const entryOf = (event: CadastreEvent, bus: string): PutEventsRequestEntry => {
  const { id, type, time, run, source, detail } = event;
  return {
    EventBusName: bus,
    Source: source,
    DetailType: type,
    Time: new Date(time),
    Detail: JSON.stringify({ id, run, ...eventText(event), ...detail }),
  };
};
