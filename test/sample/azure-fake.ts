/** A small Azure estate, for the tests of the server alone. */
import { vi } from 'vitest';
import { openAzure } from '../../lib/kinds/listings/azure.ts';
import type { AwsRecord, Estate } from '../../lib/sample/types.ts';

export const TENANT = '99999999-0000-4000-8000-000000000000';
export const [FIRST, SECOND] = [
  'aaaaaaaa-0000-4000-8000-000000000001',
  'aaaaaaaa-0000-4000-8000-000000000002',
] as const;
/** Markup, quotes, blanks at the end, other scripts, an emoji. */
export const HARD = '<a href="x">Ünïcode & 日本 🚀\'s\r\n end </a> ';

const types = ['microsoft.compute/disks', 'Microsoft.Network/publicIPAddresses', 'microsoft.quantum/workspaces'];
const range = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, i) => item(i));
const padded = (index: number): string => String(index).padStart(5, '0');

const groupsOf = (id: string): AwsRecord[] => [
  {
    id: `/subscriptions/${id}`,
    name: `sub ${id.at(-1)}`,
    type: 'microsoft.resources/subscriptions',
    subscriptionId: id,
    tags: id === FIRST ? { OWNER: HARD } : null,
    properties: { state: 'Enabled' },
  },
  ...range(10, (index) => ({
    id: `/subscriptions/${id}/resourceGroups/rg-${padded(index)}`,
    name: `rg-${padded(index)}`,
    type: 'microsoft.resources/subscriptions/resourcegroups',
    location: 'westeurope',
    resourceGroup: `rg-${padded(index)}`,
    subscriptionId: id,
    properties: {},
  })),
];

/** One position in seven is that of a deleted row, which every reading passes over. */
const resourcesOf = (id: string, count: number): (AwsRecord | undefined)[] =>
  range(count, (index) =>
    index % 7 === 3
      ? undefined
      : {
          id: `/subscriptions/${id}/resourceGroups/rg-00000/providers/${types[index % 3]}/r-${padded(index)}`,
          name: index === 0 ? HARD : `r-${padded(index)}`,
          type: types[index % 3],
          location: 'westeurope',
          resourceGroup: 'rg-00000',
          subscriptionId: id,
          properties: { diskSizeGB: index },
        },
  );

/** `count`: resources of each subscription, the deleted among them. */
export const fakeEstate = (count = 1500) => {
  const tables: Record<string, Record<string, (AwsRecord | undefined)[]>> = {
    resources: { [FIRST]: resourcesOf(FIRST, count), [SECOND]: resourcesOf(SECOND, count) },
    resourcecontainers: { [FIRST]: groupsOf(FIRST), [SECOND]: groupsOf(SECOND) },
  };
  const positions = (table: string, subscriptions: readonly string[]) =>
    subscriptions.flatMap((id) => tables[table]?.[id] ?? []);
  const living = (rows: (AwsRecord | undefined)[]) => rows.filter((row) => row !== undefined);
  const live = (table: string, subscriptions: readonly string[]) => living(positions(table, subscriptions));
  const estate = {
    azure: {
      tenantId: TENANT,
      subscriptions: [FIRST, SECOND].map((id) => ({ id, name: `sub ${id.at(-1)}`, tags: {} })),
      rows(table: string, subscriptions: readonly string[], from: number, limit: number) {
        const rows = positions(table, subscriptions);
        const end = Math.min(rows.length, from + limit);
        return { items: living(rows.slice(from, end)), next: end < rows.length ? end : null };
      },
      total: (table: string, subscriptions: readonly string[]) => live(table, subscriptions).length,
    },
  } as unknown as Estate;
  return { estate, live };
};

export const credential = {
  getToken: async () => ({ token: 'anybody', expiresOnTimestamp: Date.now() + 3_600_000 }),
};

/** The product's own reading of Azure, with what it reports. */
export const openSource = async (
  { endpoint, ca }: { endpoint: string; ca?: string | undefined },
  scope: { managementGroups?: string[] } = {},
) => {
  const waits: (number | undefined)[] = [];
  let calls = 0;
  const meter = {
    call: () => void calls++,
    throttled: (_provider: unknown, _operation: unknown, waitMs?: number) => void waits.push(waitMs),
  };
  const source = await openAzure({ provider: 'azure', ...scope }, 'azure:all', { endpoint, ca, credential }, meter);
  return { source, waits, calls: () => calls };
};

/** One listing of the whole tenant, as the product reads it: its ids in order; throws where it is not complete. */
export const listed = async (
  server: { endpoint: string; ca: string },
  id: 'resources' | 'resourcecontainers',
): Promise<string[]> => {
  const { source } = await openSource(server);
  const [partition] = await source.plan();
  const listing = (await source.listings(partition!)).find((one) => one.id === id);
  const ids: string[] = [];
  for await (const page of listing!.pages(() => undefined)) ids.push(...page.map((resource) => resource.id));
  return ids;
};

/** Waiting takes no time: the clock jumps to whatever is waited for. Returns what ends it. */
export const jumpingClock = (): (() => void) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  const jumps = setInterval(() => vi.getTimerCount() > 0 && vi.advanceTimersToNextTimer(), 1);
  return () => {
    clearInterval(jumps);
    vi.useRealTimers();
  };
};
