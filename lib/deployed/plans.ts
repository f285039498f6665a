/** A run's plan: the partitions that it is to collect, as one object that the state machine reads item by item. */
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Partition } from '../providers/types.ts';

/** What an event says has changed: a kind in a place. */
export interface Target {
  readonly accountId: string;
  readonly region: string;
  readonly kind: string;
}

/** One partition to collect. The whole of it lies elsewhere where it is large: with its accounts' tags it may be. */
export interface WorkItem extends Pick<Partition, 'id' | 'root' | 'provider'> {
  readonly partition?: Partition;
  /** Key of the object that has the partition. */
  readonly at?: string;
  /** The listings that are to be swept; absent: all. */
  readonly only?: readonly Target[];
}

/** Where a plan lies. */
export interface PlanPlace {
  readonly bucket: string;
  readonly key: string;
}

/**
 * Characters of a partition that an item may carry. A state machine's payload may have 256 KiB
 * (docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html), and an item is in it beside the run.
 */
const INLINE = 64 * 1024;

const planPlace = (bucket: string, run: string): PlanPlace => ({ bucket, key: `plans/${run}.json` });

const put = ({ client, bucket }: PlanStore, key: string, value: unknown) =>
  client.send(
    new PutObjectCommand({ Bucket: bucket, Key: key, Body: JSON.stringify(value), ContentType: 'application/json' }),
  );

export interface PlanStore {
  readonly client: Pick<S3Client, 'send'>;
  readonly bucket: string;
}

const get = async <Value>({ client }: Pick<PlanStore, 'client'>, { bucket, key }: PlanPlace): Promise<Value> => {
  const { Body } = (await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))) as {
    Body?: { transformToString(): Promise<string> };
  };
  return JSON.parse((await Body?.transformToString()) ?? 'null') as Value;
};

export interface PlannedWork {
  readonly partition: Partition;
  readonly only?: readonly Target[] | undefined;
}

/** Writes the plan of a run; what lies beside it first, so that whoever reads the plan finds all of it. */
export const savePlanned = async (store: PlanStore, run: string, work: readonly PlannedWork[]): Promise<PlanPlace> => {
  const place = planPlace(store.bucket, run);
  const items: WorkItem[] = [];
  for (const [number, { partition, only }] of work.entries()) {
    const { id, root, provider } = partition;
    const about = { id, root, provider, ...(only && { only }) };
    if (JSON.stringify(partition).length <= INLINE) items.push({ ...about, partition });
    else {
      const at = `plans/${run}/${number}.json`;
      await put(store, at, partition);
      items.push({ ...about, at });
    }
  }
  await put(store, place.key, items);
  return place;
};

/** The items of a plan. Throws where it is not there: it is kept for 30 days. */
export const readPlanned = (store: Pick<PlanStore, 'client'>, place: PlanPlace): Promise<readonly WorkItem[]> =>
  get(store, place);

/** The partition of an item of a plan in `bucket`, from wherever it lies. */
export const partitionOf = async (
  { client, bucket }: PlanStore,
  { id, partition, at }: WorkItem,
): Promise<Partition> => {
  if (partition !== undefined) return partition;
  if (at === undefined) throw new Error(`The plan's item for ${id} has no partition: the plan was written by hand?`);
  return get<Partition>({ client }, { bucket, key: at });
};
