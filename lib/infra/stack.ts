/** The whole system in one account: what each part needs of the others is handed over here, and nowhere else. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Collector, planGrants } from './collector.ts';
import { Delivery } from './delivery.ts';
import type { Deployment } from './deployment.ts';
import { DeployedFunction, failedQueue } from './function.ts';
import { Register } from './register.ts';
import { Schedule } from './schedule.ts';

export class CadastreStack extends Stack {
  constructor(scope: Construct, deployment: Deployment, props: StackProps) {
    const { names, providers, deploy } = deployment;
    super(scope, deploy.name, { description: 'Cadastre: the register of every cloud resource', ...props });
    const register = new Register(this, 'Register', deployment);
    const delivery = new Delivery(this, 'Delivery', register.key);
    const told = { table: register.table.tableName, plans: delivery.plans.bucketName };
    const summarise = new DeployedFunction(
      this,
      'summarise',
      deployment,
      { ...told, ownersTopic: 'x', platformTopic: 'y' },
      [...register.grants('write'), ...planGrants(delivery.plans, 'read')],
    );
    const notStarted = failedQueue(this, 'NotStarted', `${deploy.name}-not-started`);
    const collectors = providers.map(
      (provider) => new Collector(this, provider, deployment, { register, plans: delivery.plans, summarise }),
    );
    for (const collector of collectors) new Schedule(this, collector, deployment, notStarted);
    void names;
  }
}
