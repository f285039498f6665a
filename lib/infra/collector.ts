/** One provider's collection: its function, the state machine that runs it, and the schedule that starts that. */
import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { ProviderId } from '../providers/types.ts';
import { cloudGrants } from './cloud-access.ts';
import type { Deployment } from './deployment.ts';
import { DeployedFunction, logRemoval } from './function.ts';
import { because, type Grant, grant } from './grant.ts';
import type { Register } from './register.ts';
import { definitionOf, PARTITIONS } from './state-machine.ts';

export interface CollectorParts {
  readonly register: Register;
  readonly plans: Bucket;
  readonly summarise: DeployedFunction;
}

/** What reads plans in a bucket, and writes them as well. */
export const planGrants = (plans: Bucket, access: 'read' | 'write'): Grant[] => [
  {
    actions: ['s3:GetObject', ...(access === 'write' ? ['s3:PutObject'] : [])],
    resources: [plans.arnForObjects('*')],
    reason: 'Plans are objects named by their run.',
  },
  {
    actions: ['kms:Decrypt', ...(access === 'write' ? ['kms:GenerateDataKey'] : [])],
    resources: [plans.encryptionKey!.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `s3.${Stack.of(plans).region}.amazonaws.com` } },
  },
];

export class Collector extends Construct {
  readonly provider: ProviderId;
  readonly collect: DeployedFunction;
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, provider: ProviderId, deployment: Deployment, parts: CollectorParts) {
    super(scope, `Collector-${provider}`);
    const { register, plans } = parts;
    this.provider = provider;
    this.collect = new DeployedFunction(
      this,
      provider,
      deployment,
      { table: register.table.tableName, plans: plans.bucketName },
      [...register.grants('write'), ...planGrants(plans, 'write'), ...cloudGrants(this, provider, deployment)],
    );
    this.stateMachine = this.#machine(deployment, parts);
  }

  #machine(deployment: Deployment, { plans, summarise }: CollectorParts): StateMachine {
    const { names, deploy, config } = deployment;
    const stack = Stack.of(this);
    const stateMachineName = names.stateMachine(this.provider);
    const arnOf = (resource: string, resourceName: string) =>
      stack.formatArn({ service: 'states', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    const role = new Role(this, 'Role', {
      roleName: `${stateMachineName}-run`,
      description: `Runs collections of ${this.provider} (Cadastre)`,
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
      }),
    });
    const own = arnOf('stateMachine', stateMachineName);
    const grants: Grant[] = [
      {
        actions: ['lambda:InvokeFunction'],
        resources: [this.collect.function.functionArn, summarise.function.functionArn],
      },
      ...planGrants(plans, 'read'),
      // A distributed map starts its children as executions of the machine itself.
      { actions: ['states:StartExecution'], resources: [own] },
      // https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
      {
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: [
          arnOf('execution', `${stateMachineName}:*`),
          arnOf('execution', `${stateMachineName}/${PARTITIONS}:*`),
        ],
        reason: 'Executions and their children are named by Step Functions.',
      },
      {
        actions: ['states:RedriveExecution'],
        resources: [arnOf('execution', `${stateMachineName}/${PARTITIONS}:*`)],
        reason: 'Children are executions named by Step Functions.',
      },
    ];
    grant(role, grants);
    because(role, 'X-Ray and the delivery of logs have no resources to name.', 'AwsSolutions-IAM5[Resource::*]');
    return new StateMachine(this, 'StateMachine', {
      stateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      role,
      definitionBody: DefinitionBody.fromString(
        stack.toJsonString(
          definitionOf({
            provider: this.provider,
            partition: stack.partition,
            collector: this.collect.function.functionArn,
            summarise: summarise.function.functionArn,
            concurrency: config.concurrency.partitions,
            toleratedFailurePercent: deploy.toleratedFailurePercent,
          }),
        ),
      ),
      logs: {
        level: LogLevel.ALL,
        includeExecutionData: true,
        destination: new LogGroup(this, 'Log', {
          // Below this prefix logs of Step Functions share one resource policy of the account's.
          logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
          retention: deploy.logs.days,
          removalPolicy: logRemoval(deployment),
        }),
      },
      tracingEnabled: true,
    });
  }
}
