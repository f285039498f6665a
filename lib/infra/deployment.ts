/** What every construct of the stack is told. */
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Deploy } from '../config/deploy-schema.ts';
import { defaultDeploy } from '../config/deploy-schema.ts';
import type { Config } from '../config/types.ts';
import type { FunctionId } from '../deployed/functions.ts';
import { type Names, namesOf } from '../deployed/names.ts';
import { type ProviderId, providerIds } from '../providers/types.ts';

export interface Deployment {
  readonly config: Config;
  readonly deploy: Deploy;
  readonly names: Names;
  /** Those that the config has roots of. */
  readonly providers: readonly ProviderId[];
  /** The code of a function. */
  readonly code: (id: FunctionId) => Code;
}

/** Providers of the config's roots: of no other is anything deployed. */
const providersOf = ({ roots }: Config): readonly ProviderId[] =>
  providerIds.filter((provider) => roots.some((root) => root.provider === provider));

/** Whether AWS tells of changes: it is wanted, and AWS is collected. */
export const hasHints = (config: Config): boolean =>
  (config.deploy ?? defaultDeploy).hints && providersOf(config).includes('aws');

/** The functions that are deployed for a config. */
export const functionsOf = (config: Config): readonly FunctionId[] => [
  ...providersOf(config),
  'summarise',
  'publisher',
  ...(hasHints(config) ? (['hints'] as const) : []),
  'api',
];

/** What a config deploys; `code` gives each function's bundle. */
export const deploymentOf = (config: Config, code: Deployment['code']): Deployment => {
  const deploy = config.deploy ?? defaultDeploy;
  return { config, deploy, names: namesOf(deploy.name), providers: providersOf(config), code };
};
