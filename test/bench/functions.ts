/** Functions under Lambda's own runtime client: how long they take to start and to answer, how much memory. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type FunctionId, functions, variables } from '../../lib/deployed/functions.ts';
import type { Bundles } from '../../lib/infra/bundle.ts';
import { startEnvironment } from '../stack/lambda.ts';

export const STARTS = 7;
export const WARM = 20;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

const planning = { action: 'plan', execution: 'arn:aws:states:eu-west-1:123456789012:execution:bench:1' };
const asking = {
  version: '2.0',
  rawPath: '/runs',
  rawQueryString: '',
  headers: { host: 'example.com' },
  requestContext: { http: { method: 'GET', path: '/runs' }, domainName: 'example.com' },
  isBase64Encoded: false,
};
/** An event that is answered with the table alone, and without a cloud. */
const events: Readonly<Record<FunctionId, object | undefined>> = {
  // Another run is under way, so nothing is planned: that takes the config, and one request.
  aws: planning,
  azure: planning,
  gcp: planning,
  publisher: { Records: [] },
  hints: { Records: [] },
  api: asking,
  // It has nothing to do without a run.
  summarise: undefined,
};

/** Sizes in KB, times in milliseconds, memory in MB; medians. */
export interface Measured {
  readonly kb: number;
  readonly gzipKb: number;
  readonly initMs: number;
  readonly peakMb: number;
  readonly warmMs: number | undefined;
}

/** Starts a function's bundle some times and asks it; `endpoint` is where its table is. Throws where it fails. */
export const measure = async (id: FunctionId, bundles: Bundles, endpoint: string): Promise<Measured> => {
  const folder = bundles.folderOf(id);
  const module = join(folder, 'index.mjs');
  const { memoryMb, timeoutS } = functions[id];
  const env = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...Object.fromEntries(Object.values(variables).map((name) => [name, 'cadastre'])),
    [variables.stateMachines]: '{"aws":"arn"}',
  };
  const inits: number[] = [];
  const warm: number[] = [];
  let peakMb = 0;
  for (let start = 0; start < STARTS; start++) {
    const environment = await startEnvironment({ name: id, folder, env, memoryMb, timeoutMs: timeoutS * 1000 });
    inits.push(environment.initMs);
    if (start === 0 && events[id] !== undefined)
      for (let n = 0; n <= WARM; n++) {
        const { failed, body, ms } = await environment.invoke(JSON.stringify(events[id]));
        if (failed) throw new Error(`${id} failed: ${body}\n${environment.said()}`);
        if (n > 0) warm.push(ms);
      }
    peakMb = Math.max(peakMb, environment.peakMb());
    await environment.stop();
  }
  return {
    kb: (await stat(module)).size / 1024,
    gzipKb: gzipSync(await readFile(module)).length / 1024,
    initMs: median(inits),
    peakMb,
    warmMs: warm.length > 0 ? median(warm) : undefined,
  };
};

/** What Node and the runtime client take by themselves: a function that does nothing. */
export const emptyInitMs = async (parent: string): Promise<number> => {
  const folder = join(parent, 'empty');
  await mkdir(folder);
  await writeFile(join(folder, 'index.mjs'), 'export const handler = async () => ({});');
  const inits: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const environment = await startEnvironment({ name: 'empty', folder, env: {}, memoryMb: 512, timeoutMs: 1000 });
    inits.push(environment.initMs);
    await environment.stop();
  }
  return median(inits);
};
