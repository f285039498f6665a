/** What every function has: a role of its own name, a log that ends, traces, and a queue for what failed. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type FunctionId, functions, type Variable, variables } from '../deployed/functions.ts';
import { NAMESPACE } from '../deployed/metrics.ts';
import { HANDLER } from './bundle.ts';
import type { Deployment } from './deployment.ts';
import { because, type Grant, grant } from './grant.ts';

/** The longest that SQS keeps a message: time to find out why it failed. */
const KEPT = Duration.days(14);

/** What becomes of logs with the stack. Those of a first deployment that failed go: their names would be in the way. */
export const logRemoval = ({ deploy }: Deployment): RemovalPolicy =>
  deploy.removal === 'delete' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/** A queue that keeps what failed, for somebody to look at. */
export const failedQueue = (scope: Construct, id: string, queueName: string): Queue => {
  const queue = new Queue(scope, id, {
    queueName,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: KEPT,
  });
  because(queue, 'It is where failed messages end: an alarm tells of the first.', 'AwsSolutions-SQS3');
  return queue;
};

export class DeployedFunction extends Construct {
  readonly id: FunctionId;
  readonly function: LambdaFunction;
  readonly failed: Queue;
  readonly role: Role;

  /** `values`: what the function is told, beside the deployment's name; those that its spec does not have are left out. */
  constructor(
    scope: Construct,
    id: FunctionId,
    deployment: Deployment,
    values: Readonly<Partial<Record<Variable, string>>>,
    grants: readonly Grant[],
  ) {
    super(scope, `Function-${id}`);
    const { deploy, names, code } = deployment;
    const { title, timeoutS, memoryMb, variables: needed } = functions[id];
    const functionName = names.function(id);
    const known: Partial<Record<Variable, string>> = { ...values, name: deploy.name };
    this.id = id;
    this.failed = failedQueue(this, 'Failed', `${functionName}-failed`);
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: deploy.logs.days,
      removalPolicy: logRemoval(deployment),
    });
    this.role = new Role(this, 'Role', {
      roleName: functionName,
      description: `${title} (Cadastre)`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(this.role);
    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      description: title,
      code: code(id),
      handler: HANDLER,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMb,
      timeout: Duration.seconds(timeoutS),
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      deadLetterQueue: this.failed,
      environment: {
        ...Object.fromEntries(needed.map((which) => [variables[which], mustKnow(id, which, known)])),
        POWERTOOLS_SERVICE_NAME: deploy.name,
        POWERTOOLS_METRICS_NAMESPACE: NAMESPACE,
        NODE_OPTIONS: '--enable-source-maps',
      },
    });
    grant(this.role, grants);
    because(
      this.role,
      'X-Ray has no resources to name, nor has the list of streams.',
      'AwsSolutions-IAM5[Resource::*]',
    );
  }
}

const mustKnow = (id: FunctionId, which: Variable, values: Partial<Record<Variable, string>>): string => {
  const value = values[which];
  if (value === undefined)
    throw new Error(`The function ${id} is to be told ${which}, and the stack does not know it.`);
  return value;
};
