/** The app that `cdk` runs: the stack of a config, checked by rules of which none is passed over without a reason. */
import { type App, type Environment, Stage, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Config } from '../config/types.ts';
import type { FunctionId } from '../deployed/functions.ts';
import { deploymentOf } from './deployment.ts';
import { MemberStack, memberRoles } from './member.ts';
import { CadastreStack } from './stack.ts';

export interface AppOptions {
  readonly config: Config;
  /** Folder of a function's bundle. */
  readonly bundleOf: (id: FunctionId) => string;
  /** Account and region that are deployed to; what the config says comes first. */
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/** Puts the stack of a config into `app`, and the checks. Nothing is written before the app is synthesised. */
export const addStacks = (app: App, { config, bundleOf, account, region }: AppOptions): void => {
  const deployment = deploymentOf(config, (id) => Code.fromAsset(bundleOf(id)));
  const env = { account: deployment.deploy.account ?? account, region: deployment.deploy.region ?? region };
  // The types know no undefined, the library does: then the template fits any account.
  new CadastreStack(app, deployment, { env: env as Environment });
  // In a stage of its own, so that `cdk deploy` without a name means the system, and member/… an account of the others.
  // Who deploys that is signed in to the other account: where the collector is, is known from the config alone.
  const { account: home, region: at } = deployment.deploy;
  if (memberRoles(deployment).length > 0)
    new MemberStack(new Stage(app, 'member'), deployment, { account: home, region: at });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
};
