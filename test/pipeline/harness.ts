/** The whole way in one process: sample clouds, real clients, the collector, the embedded table. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { LifecycleSettings } from '../../lib/collect/lifecycle.ts';
import type { Progress } from '../../lib/collect/progress.ts';
import { type ConnectedTable, connectTable, startTable } from '../../lib/local/table.ts';
import type { Root } from '../../lib/providers/roots.ts';
import type { ProviderId } from '../../lib/providers/types.ts';
import { openReader } from '../../lib/register/reader.ts';
import type { RegisteredResource, RegisterReader, Run } from '../../lib/register/types.ts';
import { runOnce } from '../../lib/runs/run.ts';
import { samplePolicy } from '../../lib/sample/policy.ts';
import { type ServedSample, type ServeOptions, serveSample } from '../../lib/sample/serve.ts';
import type { EstateOptions } from '../../lib/sample/types.ts';

/** Noon of the first day; a test's runs follow one another by the hour. */
const START = Date.UTC(2026, 5, 1, 12);
const HOUR_MS = 3_600_000;

export interface Register {
  readonly folder: string;
  readonly table: ConnectedTable;
  readonly reader: RegisterReader;
  all(): Promise<RegisteredResource[]>;
  /** As `dumpOf` has it. */
  dump(): Promise<string[]>;
  /** Closes it; its folder is kept where a copy is to be made of it. */
  close(keep?: 'keep'): Promise<void>;
}

/** All that a sequence gives. */
export const gathered = async <One>(sequence: AsyncIterable<One>): Promise<One[]> => {
  const all: One[] = [];
  for await (const one of sequence) all.push(one);
  return all;
};

/** What stands in front of a table's endpoint, with an endpoint of its own. */
export type Through = (endpoint: string) => Promise<{ readonly endpoint: string; close(): Promise<void> }>;

/** Items of resources, versions, findings and counts, whichever run wrote them, ordered by key. */
export const dumpOf = async (table: ConnectedTable): Promise<string[]> => {
  const client = DynamoDBDocumentClient.from(table.client);
  const items: string[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: 'cadastre', ...(start !== undefined && { ExclusiveStartKey: start }) }),
    );
    for (const { run: _, ...item } of page.Items ?? [])
      if (item.pk.startsWith('r#') || item.sk === 'owners') items.push(JSON.stringify(sorted(item)));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items.sort();
};

/** A new register; or a copy of one that was closed, in `from`. */
export const openRegister = async (from?: string, through?: Through): Promise<Register> => {
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-pipeline-'));
  if (from !== undefined) await cp(from, folder, { recursive: true });
  const served = await startTable(folder);
  const front = await through?.(served.endpoint);
  const table = await connectTable((front ?? served).endpoint);
  const reader = openReader(table.database);
  return {
    folder,
    table,
    reader,
    all: async () => gathered(reader.resources({ includeRetired: true })),
    dump: () => dumpOf(table),
    async close(keep) {
      table.client.destroy();
      await front?.close();
      await served.close();
      if (keep === undefined) await rm(folder, { recursive: true });
    },
  };
};

/** Attributes have no order, and tags, fields and changes, which are stored as pairs, have none either. */
const sorted = (item: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(item)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, ['tags', 'fields', 'changes'].includes(name) ? pairs(value) : value]),
  );
const pairs = (value: unknown) => (Array.isArray(value) ? value.map((pair) => JSON.stringify(pair)).sort() : value);

/** What one dump has and the other has not. */
export const difference = (a: readonly string[], b: readonly string[]): string[] => {
  const [inA, inB] = [new Set(a), new Set(b)];
  return [
    ...a.filter((item) => !inB.has(item)).map((item) => `- ${item}`),
    ...b.filter((item) => !inA.has(item)).map((item) => `+ ${item}`),
  ];
};

export interface Order {
  readonly estate: EstateOptions;
  /** How many runs came before, for the clock: an hour each, from noon of the first day. */
  readonly turn?: number;
  /** Others may be at work on the table: a partition is not taken over before its lease ran out. */
  readonly shared?: boolean;
  readonly only?: readonly ProviderId[];
  readonly faults?: ServeOptions['faults'];
  /** How the estate is served beside: small pages, other records, the clouds' own request rates. */
  readonly serving?: Omit<ServeOptions, 'faults'>;
  /** Parts of the roots alone: some accounts and regions. */
  readonly rootOf?: (root: Root) => Root;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  readonly lifecycle?: LifecycleSettings;
  readonly leaveOut?: readonly string[];
  /** Listings swept at once; six where absent. */
  readonly listings?: number;
  /** Another version of the code. */
  readonly by?: typeof runOnce;
}

/** The estate on its day, without the clouds' request rates, which have tests of their own. */
export const serve = ({ estate, faults, serving }: Order): Promise<ServedSample> =>
  serveSample(estate, { throttle: false, ...serving, ...(faults && { faults }) });

/** One run over what is served. */
export const collectFrom = (served: ServedSample, register: Register, order: Order): Promise<Run> => {
  const now = new Date(START + (order.turn ?? 0) * HOUR_MS);
  return (order.by ?? runOnce)({
    database: register.table.database,
    roots: served.roots
      .filter(({ provider }) => order.only?.includes(provider) ?? true)
      .map(order.rootOf ?? ((root) => root)),
    connections: () => served.connections,
    policy: samplePolicy,
    lifecycle: order.lifecycle,
    leaveOut: order.leaveOut,
    concurrency: { partitions: 4, listings: order.listings ?? 6 },
    takeOver: order.shared !== true,
    now: () => now,
    onProgress: order.onProgress ?? (() => undefined),
    signal: order.signal,
  });
};

/** One run over the estate of the order. */
export const collect = async (register: Register, order: Order): Promise<Run> => {
  const served = await serve(order);
  try {
    return await collectFrom(served, register, order);
  } finally {
    await served.close();
  }
};
