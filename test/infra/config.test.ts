import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configToDeploy, NothingToDeployError } from '../../lib/infra/config.ts';

const home = process.cwd();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cadastre-deploy-'));
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
});

describe('the config to deploy', () => {
  it('is cadastre.yaml in the working directory', async () => {
    await writeFile('cadastre.yaml', 'roots: [{ provider: azure }]');
    expect((await configToDeploy(undefined)).roots).toEqual([{ provider: 'azure' }]);
  });

  it('says what to do where there is none', async () => {
    const asked = configToDeploy(undefined);
    await expect(asked).rejects.toThrow(NothingToDeployError);
    await expect(asked).rejects.toThrow(/Copy docs\/cadastre\.example\.yaml to cadastre\.yaml .* -c config=FILE/);
  });

  it('says which file was named and is not there', async () => {
    await expect(configToDeploy('prod/cadastre.yaml')).rejects.toThrow(
      'There is no config prod/cadastre.yaml to deploy',
    );
  });

  it('is refused where it tells what is new to a file, which no function has', async () => {
    await writeFile('cadastre.yaml', "roots: [{ provider: azure }]\nnotify: ['file:digests.ndjson']");
    await expect(configToDeploy(undefined)).rejects.toThrow(
      /cadastre\.yaml: file:\S*digests\.ndjson .* a function has none: name an address/,
    );
  });
});
