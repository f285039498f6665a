/** What `cdk deploy` prints at its end: what is still to be done, in the words to paste. */
import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';

/** By provider, where the collector needs something of others: a role in member accounts, an identity in another cloud. */
const stepsOf = ({ config, deploy, providers }: Deployment): Readonly<Record<string, string>> => {
  const members = config.roots.some((root) => root.provider === 'aws' && root.role !== undefined);
  return {
    ...(members &&
      deploy.organization === undefined && {
        MemberAccounts: 'npx cadastre onboard aws: the read-only role of each member account.',
      }),
    ...(providers.includes('azure') && { Azure: 'npx cadastre onboard azure: the identity that reads Azure.' }),
    ...(providers.includes('gcp') && { Google: 'npx cadastre onboard gcp: the identity that reads Google Cloud.' }),
    Check: 'npx cadastre doctor --deployed: what works, and which permission is missing.',
    Read: 'npx cadastre owners --deployed: the first answers, after the first run.',
  };
};

/** Prints, when it is deployed, what is still to be done by a person. */
export const nextSteps = (scope: Construct, deployment: Deployment): void => {
  for (const [name, value] of Object.entries(stepsOf(deployment))) new CfnOutput(scope, `Next${name}`, { value });
};
