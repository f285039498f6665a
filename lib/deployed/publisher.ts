/** From the table's stream to the bus: what was written is told, in its order, once it was written. */
import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { entryOf, PUT_BYTES, PUT_ENTRIES } from '../events/bus.ts';
import { sizeOf } from '../events/fit.ts';
import { eventsOf } from '../events/of.ts';
import type { CadastreEvent } from '../events/types.ts';
import type { Item } from '../register/database.ts';

/** Bytes come as base64, which `unmarshall` would take for the bytes themselves. */
const decoded = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([type, inner]) => [
      type,
      type === 'B' && typeof inner === 'string' ? new Uint8Array(Buffer.from(inner, 'base64')) : decoded(inner),
    ]),
  );
};

const itemOf = (image: unknown): Item | undefined =>
  image === undefined ? undefined : (unmarshall(decoded(image) as Parameters<typeof unmarshall>[0]) as Item);

/** What a record tells: an item that expired or was deleted tells nothing. */
export const eventsIn = ({ dynamodb }: DynamoDBRecord): CadastreEvent[] => {
  const item = itemOf(dynamodb?.NewImage);
  return item === undefined ? [] : eventsOf(item, itemOf(dynamodb?.OldImage));
};

interface Told {
  readonly event: CadastreEvent;
  /** Sequence number of the record that tells it. */
  readonly record: string;
}

/** As many at once as a call takes. */
function* batches(all: readonly Told[]): Generator<Told[]> {
  let batch: Told[] = [];
  let size = 0;
  for (const one of all) {
    const bytes = sizeOf(one.event);
    if (batch.length > 0 && (batch.length >= PUT_ENTRIES || size + bytes > PUT_BYTES)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(one);
    size += bytes;
  }
  if (batch.length > 0) yield batch;
}

export interface PublisherEdges {
  readonly client: Pick<EventBridgeClient, 'send'>;
  /** The bus's name. */
  readonly bus: string;
  /** Told of a record that could not be told, and why. */
  readonly onFailure: (record: string, error: unknown) => void;
  /** Told of how many events the bus took. */
  readonly onPut: (count: number) => void;
}

/**
 * Puts the events of a batch of records on the bus. The first record that fails is given back, and with it all after it:
 * those before are told, and come no second time. Lambda tries again, halves the batch, and puts what never works into
 * the queue for failures.
 */
export const publishRecords = async (
  records: readonly DynamoDBRecord[],
  { client, bus, onFailure, onPut }: PublisherEdges,
): Promise<DynamoDBBatchResponse> => {
  const told: Told[] = [];
  let failed: string | undefined;
  const fail = (record: string, error: unknown) => {
    failed = record;
    onFailure(record, error);
  };
  for (const one of records) {
    const record = one.dynamodb?.SequenceNumber ?? '';
    try {
      told.push(...eventsIn(one).map((event) => ({ event, record })));
    } catch (error) {
      fail(record, error);
      break;
    }
  }
  for (const batch of batches(told)) {
    try {
      const { Entries = [] } = await client.send(
        new PutEventsCommand({ Entries: batch.map(({ event }) => entryOf(event, bus)) }),
      );
      const refused = Entries.findIndex(({ ErrorCode }) => ErrorCode !== undefined);
      onPut(refused < 0 ? batch.length : Entries.filter(({ ErrorCode }) => ErrorCode === undefined).length);
      if (refused < 0) continue;
      const { ErrorCode, ErrorMessage } = Entries[refused]!;
      fail(batch[refused]!.record, new Error(`the bus refused an event: ${ErrorCode}: ${ErrorMessage}`));
    } catch (error) {
      fail(batch[0]!.record, error);
    }
    break;
  }
  return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
};
