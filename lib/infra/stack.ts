/** The whole system in one account: what each part needs of the others is handed over here, and nowhere else. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alerts } from './alerts.ts';
import { Api } from './api.ts';
import { Collector, planGrants } from './collector.ts';
import { Delivery } from './delivery.ts';
import { type Deployment, hasHints } from './deployment.ts';
import { Destinations } from './destinations.ts';
import { Events } from './events.ts';
import { DeployedFunction, failedQueue } from './function.ts';
import { Hints } from './hints.ts';
import { Monitoring } from './monitoring.ts';
import { nextSteps } from './next-steps.ts';
import { Organization } from './organization.ts';
import { Register } from './register.ts';
import { Schedule } from './schedule.ts';

export class CadastreStack extends Stack {
  constructor(scope: Construct, deployment: Deployment, props: StackProps) {
    const { config, deploy, names, providers } = deployment;
    super(scope, deploy.name, { description: 'Cadastre: the register of every cloud resource', ...props });
    const register = new Register(this, 'Register', deployment);
    const { plans } = new Delivery(this, 'Delivery', register.key);
    const alerts = new Alerts(this, 'Alerts', deployment, register.key);
    const events = new Events(this, 'Events', deployment, register);
    const failed = failedQueue(this, 'Undelivered', `${deploy.name}-undelivered`);
    if (deploy.destinations.length > 0) new Destinations(this, 'Destinations', deploy.destinations, events.bus, failed);

    const summarise = new DeployedFunction(
      this,
      'summarise',
      deployment,
      {
        table: names.table,
        plans: plans.bucketName,
        ownersTopic: alerts.owners.topicArn,
        platformTopic: alerts.platform.topicArn,
      },
      [...register.grants('write'), ...planGrants(plans, 'read'), ...alerts.grants()],
    );
    const collectors = providers.map(
      (provider) => new Collector(this, provider, deployment, { register, plans, summarise }),
    );
    for (const collector of collectors) new Schedule(this, collector, deployment, failed);
    const aws = collectors.find(({ provider }) => provider === 'aws');
    const hints = hasHints(config) && aws ? [new Hints(this, 'Hints', deployment, register, aws).ask] : [];
    const api = new Api(this, 'Api', deployment, register);
    if (deploy.organization !== undefined && aws)
      new Organization(this, 'Organization', deployment, deploy.organization, aws.collect.role);
    const functions = [...collectors.map(({ collect }) => collect), summarise, events.publisher, ...hints, api.answers];
    const { publisher } = events;
    const watched = { functions, collectors, register, publisher, undelivered: failed, topic: alerts.platform };
    new Monitoring(this, 'Monitoring', deployment, watched);
    nextSteps(this, deployment);
  }
}
