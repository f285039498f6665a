/** Part `bundles`: the functions as they are deployed, under Lambda's own runtime client: size, start, memory, an answer. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../lib/config/load.ts';
import type { FunctionId } from '../../lib/deployed/functions.ts';
import { type Bundles, bundleAll } from '../../lib/infra/bundle.ts';
import { connectTable, startTable } from '../../lib/local/table.ts';
import type { ProviderId } from '../../lib/providers/types.ts';
import { takeLock } from '../../lib/register/locks.ts';
import { foreignIn, packagesByFunction } from '../infra/packages.ts';
import { measuredOn, type Section, tableOf, whole } from './document.ts';
import { emptyInitMs, measure, STARTS, WARM } from './functions.ts';

/** What is aimed at: bytes of the module, milliseconds until it is loaded. */
const aims: Partial<Record<FunctionId, { readonly kb?: number; readonly initMs?: number }>> = {
  aws: { kb: 1536, initMs: 300 },
  azure: { initMs: 300 },
  api: { kb: 800, initMs: 300 },
};

/** A bundle of each function that there is: a config with roots of all clouds. */
const bundleEach = async (folder: string): Promise<Bundles> => {
  const path = join(folder, 'cadastre.yaml');
  const roots = [{ provider: 'aws' }, { provider: 'azure' }, { provider: 'gcp', parent: 'organizations/1' }];
  await writeFile(path, JSON.stringify({ roots }));
  return bundleAll(await loadConfig(path));
};

const install = fileURLToPath(new URL('../../.ci/runtime.sh', import.meta.url));

const within = (value: number, aim: number | undefined): string =>
  aim === undefined ? whole(value) : `${whole(value)} (aim ≤ ${whole(aim)}${value > aim ? ', missed' : ''})`;

export const bundleSections = async (): Promise<Section[]> => {
  execFileSync(install, { stdio: 'inherit' });
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-bench-'));
  const bundles = await bundleEach(folder);
  const table = await startTable(folder);
  const { database, client } = await connectTable(table.endpoint);
  for (const provider of ['aws', 'azure', 'gcp'] satisfies ProviderId[])
    await takeLock(database, { name: `run#${provider}`, holder: 'another run', forMs: 3_600_000 });
  const packages = await packagesByFunction();
  const rows: string[][] = [['one that does nothing', '', '', whole(await emptyInitMs(folder)), '', '', '']];
  for (const id of packages.keys()) {
    const { kb, gzipKb, initMs, peakMb, warmMs } = await measure(id, bundles, table.endpoint);
    const foreign = foreignIn(id, packages.get(id)!);
    rows.push([
      `\`${id}\``,
      within(kb, aims[id]?.kb),
      whole(gzipKb),
      within(initMs, aims[id]?.initMs),
      whole(peakMb),
      warmMs === undefined ? '' : warmMs.toFixed(1),
      foreign.length === 0 ? 'none' : foreign.join(', '),
    ]);
    console.error(rows.at(-1)!.join(' '));
  }
  client.destroy();
  await table.close();
  await bundles.remove();
  await rm(folder, { recursive: true });
  const heads = ['function', 'KB:', 'gzipped KB:', 'init ms:', 'peak MB:', 'warm ms:', 'SDKs of other clouds'];
  const text = `${measuredOn('bundles')}

${tableOf(heads, rows)}

Each function is bundled as it is deployed and run by Lambda's own runtime client (\`aws-lambda-ric\`) against a Runtime API of
the bench's. *Init* is from the start of the process until it asks for its first event: the median of ${STARTS} starts, Node's
own start and the runtime client's among it, as the first row has them. *Peak* is the kernel's maximum resident set. *Warm* is
the median of ${WARM} answers after the first, to an event that needs the register's table at most and no cloud. Lambda's
processors are others: figures here compare functions and changes with one another.`;
  return [{ heading: 'Functions', text }];
};
