/** The function as it is deployed: one file, small, and nothing in it that it does not need. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTable, startTable } from '../../lib/local/table.ts';

const root = new URL('../../', import.meta.url).pathname;

let folder: string;
let metafile: Metafile;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cadastre-bundle-'));
  ({ metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['functions/api.ts'],
    outfile: join(folder, 'index.mjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    metafile: true,
    logLevel: 'silent',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  }));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the bundle of the API', () => {
  it('has at most 800 KB', () => {
    const [output] = Object.values(metafile.outputs);
    expect(output!.bytes).toBeLessThan(800_000);
    expect(output!.bytes).toBeGreaterThan(100_000);
  });

  it('has no provider’s SDK in it, no kind’s code, no check’s code, and zod in English alone', () => {
    const files = Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    );
    expect(files).toContain('lib/api/app.ts');
    const foreign =
      /@azure|google|grpc|@aws-sdk\/client-(?!dynamodb)|lib\/kinds\/(aws|azure|gcp)\/|lib\/checks\/\w+_\w+|checks\/index|locales\/(?!en)|dynalite|commander|hono\/node-server/;
    expect(files.filter((file) => foreign.test(file))).toEqual([]);
  });

  it('answers from the table that it is told of, on any runtime', async () => {
    const data = await mkdtemp(join(tmpdir(), 'cadastre-bundle-table-'));
    const table = await startTable(data);
    (await connectTable(table.endpoint)).client.destroy();
    await writeFile(
      join(folder, 'ask.mjs'),
      `const { handler } = await import('./index.mjs');
       const event = { rawPath: '/owners', rawQueryString: '', headers: {}, requestContext: { domainName: 'x', http: { method: 'GET' } } };
       const { statusCode, body } = await handler(event, { awsRequestId: 'request-1' });
       console.log(statusCode, JSON.stringify(Buffer.from(body, 'base64').toString()));`,
    );
    const child = spawn(process.execPath, [join(folder, 'ask.mjs')], {
      env: {
        PATH: process.env.PATH,
        AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'key',
        AWS_SECRET_ACCESS_KEY: 'secret',
        CADASTRE_TABLE: 'cadastre',
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (text) => (out += text));
    await once(child, 'close');
    await table.close();
    await rm(data, { recursive: true });
    expect(out.trim()).toBe('200 "[]\\n"');
  });
});
