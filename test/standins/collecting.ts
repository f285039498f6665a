/** Collects what moto holds with the product, into a register of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalTable } from '../../lib/local/table.ts';
import { defaultPlaceholders } from '../../lib/owners/tags.ts';
import { openReader } from '../../lib/register/reader.ts';
import type { RegisteredResource, RegisterReader, Run } from '../../lib/register/types.ts';
import type { Policy } from '../../lib/runs/rules.ts';
import { runOnce } from '../../lib/runs/run.ts';
import { accounts, EXTERNAL_ID, ROLE, regions } from './estate.ts';
import { creatorTagKeys, directory, tagKeys } from './owners.ts';
import { own } from './place.ts';

export interface Register {
  readonly reader: RegisterReader;
  collect(externalId?: string): Promise<Run>;
  /** Everything but what is retired, by id. */
  all(): Promise<ReadonlyMap<string, RegisteredResource>>;
  close(): Promise<void>;
}

const policy: Policy = {
  owners: { tagKeys, creatorTagKeys, placeholders: defaultPlaceholders, directory, rules: [] },
  requiredTags: [],
  checks: {},
};

/** A register in a folder of its own; `endpoint` is where AWS is. */
export const openRegister = async (endpoint: string): Promise<Register> => {
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-standins-'));
  const table = await openLocalTable(folder);
  const reader = openReader(table.database);
  return {
    reader,
    collect: (externalId = EXTERNAL_ID) =>
      runOnce({
        database: table.database,
        roots: [{ provider: 'aws', accounts, role: ROLE, externalId, regions }],
        connections: () => ({ aws: { endpoint, credentials: own } }),
        policy,
        concurrency: { partitions: 2, listings: 6 },
        takeOver: false,
        onProgress: () => undefined,
      }),
    async all() {
      const found = new Map<string, RegisteredResource>();
      for await (const resource of reader.resources({})) found.set(resource.id, resource);
      return found;
    },
    async close() {
      await table.close();
      await rm(folder, { recursive: true });
    },
  };
};
