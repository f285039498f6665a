/** What `npx cdk` runs: the stack of a config, with its functions bundled. */
import { App } from 'aws-cdk-lib';
import { ConfigError } from '../lib/config/errors.ts';
import { addStacks } from '../lib/infra/app.ts';
import { bundleAll } from '../lib/infra/bundle.ts';
import { configToDeploy, NothingToDeployError } from '../lib/infra/config.ts';

const app = new App({ analyticsReporting: false });
const { CADASTRE_CONFIG, CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
try {
  const config = await configToDeploy(CADASTRE_CONFIG ?? app.node.tryGetContext('config'));
  for (const remark of config.remarks ?? []) console.error(`Note: ${remark}`);
  const bundles = await bundleAll(config);
  addStacks(app, { config, account, region, bundleOf: bundles.folderOf });
  app.synth();
  await bundles.remove();
} catch (error) {
  // What the user can put right is told without where in the code it was found.
  if (!(error instanceof ConfigError || error instanceof NothingToDeployError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
