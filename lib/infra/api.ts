/** Reading the register: an address that only the account's own identities can call, and the policy that lets them. */
import { CfnOutput } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType, InvokeMode } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { DeployedFunction } from './function.ts';
import { grant } from './grant.ts';
import type { Register } from './register.ts';

export class Api extends Construct {
  readonly answers: DeployedFunction;

  constructor(scope: Construct, id: string, deployment: Deployment, register: Register) {
    super(scope, id);
    this.answers = new DeployedFunction(
      this,
      'api',
      deployment,
      { table: register.table.tableName },
      register.grants('read'),
    );
    const { url } = this.answers.function.addFunctionUrl({
      authType: FunctionUrlAuthType.AWS_IAM,
      // Lists of a million lines are sent as they are read.
      invokeMode: InvokeMode.RESPONSE_STREAM,
    });
    const readers = new ManagedPolicy(this, 'Readers', {
      managedPolicyName: `${deployment.deploy.name}-reader`,
      description: 'Asks the API and reads the register with the command line (Cadastre)',
    });
    const resources = [this.answers.function.functionArn];
    grant(readers, [
      { actions: ['lambda:InvokeFunctionUrl'], resources },
      // A function's address asks for both; directly, the function is not called by it.
      {
        actions: ['lambda:InvokeFunction'],
        resources,
        conditions: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
      },
      ...register.grants('read'),
    ]);
    new CfnOutput(this, 'Url', {
      value: url,
      description: 'The API: signed with AWS credentials (SigV4, service lambda).',
    });
    new CfnOutput(this, 'ReaderPolicy', {
      value: readers.managedPolicyArn,
      description: 'Attach it to whoever is to read the register, by the API or by npx cadastre --table.',
    });
  }
}
