/** Who listens to runs, in memory, and remembers ids as a consumer does. */
import type { Targets } from '../../lib/events/courier.ts';
import type { Digest } from '../../lib/events/digest.ts';
import { publish } from '../../lib/events/publish.ts';
import { openTarget, type Parcel, type Target } from '../../lib/events/targets.ts';
import type { CadastreEvent } from '../../lib/events/types.ts';
import type { Register } from './harness.ts';

export interface Listener {
  readonly targets: Targets;
  /** What came first under each id. */
  readonly events: Map<string, CadastreEvent>;
  readonly digests: Map<string, Digest>;
  /** How many came under an id that was known. */
  repeated: number;
  /** Takes nothing while it is set. */
  deaf: boolean;
}

export const listen = (): Listener => {
  const take = (all: Map<string, unknown>, { records }: Parcel) => {
    if (listener.deaf) throw new Error('nobody is there');
    for (const record of records as { readonly id: string }[]) {
      if (all.has(record.id)) listener.repeated++;
      else all.set(record.id, structuredClone(record));
    }
  };
  const target = (kind: Parcel['kind'], all: () => Map<string, unknown>): Target => ({
    ...openTarget('https://hooks.example.com/', kind, { stdout: async () => undefined }),
    deliver: async (parcel) => take(all(), parcel),
  });
  const listener: Listener = {
    targets: {
      digest: [target('digest', () => listener.digests as Map<string, unknown>)],
      events: [target('events', () => listener.events as Map<string, unknown>)],
    },
    events: new Map(),
    digests: new Map(),
    repeated: 0,
    deaf: false,
  };
  return listener;
};

/** Who has heard what another one has heard so far. */
export const heirOf = (known: Listener): Listener => {
  const listener = listen();
  for (const [id, event] of known.events) listener.events.set(id, event);
  for (const [id, digest] of known.digests) listener.digests.set(id, digest);
  return listener;
};

export const tell = (register: Register, { targets }: Listener) => publish(register.table.database, targets);

/** Events by type. */
export const counted = (events: Iterable<CadastreEvent>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { type } of events) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};
