/** Who is told: digests of owners, and what is for the platform team. */

import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import type { Grant } from './grant.ts';

/** Of each digest there is a text for people and JSON for machines, told apart by this attribute of the message. */
const forPeople = { format: ['text'] };

/** Owners by address, each address once: SNS has one subscription of it. Undefined: all. */
const ownersOf = ({ alerts }: Deployment['deploy']): ReadonlyMap<string, readonly string[] | undefined> => {
  const of = new Map<string, readonly string[] | undefined>();
  for (const { email, owners } of alerts.owners) {
    const before = of.get(email);
    const all = owners === undefined || (of.has(email) && before === undefined);
    of.set(email, all ? undefined : [...new Set([...(before ?? []), ...owners])]);
  }
  return of;
};

export class Alerts extends Construct {
  readonly owners: Topic;
  readonly platform: Topic;
  readonly #key: IKey;

  constructor(scope: Construct, id: string, { names, deploy }: Deployment, key: IKey) {
    super(scope, id);
    this.#key = key;
    const topic = (name: string, topicName: string, displayName: string) =>
      new Topic(this, name, { topicName, displayName, masterKey: key, enforceSSL: true });
    this.owners = topic('Owners', names.ownersTopic, 'Cadastre: what is yours');
    this.platform = topic('Platform', names.platformTopic, 'Cadastre');

    // Alarms come without attributes, and people get them; of digests they get the text.
    for (const email of new Set(deploy.alerts.platform))
      this.#subscribe(this.platform, email, { format: [{ exists: false }, 'text'] });
    for (const [email, owners] of ownersOf(deploy))
      this.#subscribe(this.owners, email, { ...forPeople, ...(owners !== undefined && { owner: owners }) });

    this.platform.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /** What sends digests needs. */
  grants(): Grant[] {
    return [
      { actions: ['sns:Publish'], resources: [this.owners.topicArn, this.platform.topicArn] },
      {
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [this.#key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `sns.${Stack.of(this).region}.amazonaws.com` } },
      },
    ];
  }

  #subscribe(topic: Topic, email: string, filterPolicy: object): void {
    // By the address alone: with a place in the list, an address that comes or goes would end what others have subscribed.
    new CfnSubscription(topic, `To-${email.replaceAll('/', '-')}`, {
      topicArn: topic.topicArn,
      protocol: 'email',
      endpoint: email,
      filterPolicy,
    });
  }
}
