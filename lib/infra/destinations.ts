/** Services of the config that single events are sent to, through EventBridge's API destinations. */
import { SecretValue } from 'aws-cdk-lib';
import {
  CfnApiDestination,
  CfnConnection,
  type CfnConnectionProps,
  CfnRule,
  type EventBus,
} from 'aws-cdk-lib/aws-events';
import { Role } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Destination } from '../config/destination-schema.ts';
import { SOURCE } from '../events/schemas.ts';
import { rulesOf } from './changes.ts';
import { grant } from './grant.ts';

/** Below what the services allow: Slack takes about one message a second and channel. */
const CALLS_A_SECOND = 1;
/** A service that is down for a day is not forgotten. */
const TRY_FOR_S = 86_400;

/** What is picked out of an event: its words, made where quotes in them are known how to write. */
const picked = { title: '$.detail.title', text: '$.detail.text', id: '$.detail.id' } as const;

/** Stands for a variable until the body is JSON: in the template it has no quotes, since it brings its own. */
const slot = (name: keyof typeof picked): string => `<${name}>`;
const SLOTS = new RegExp(`"<(${Object.keys(picked).join('|')})>"`, 'g');

/**
 * What EventBridge fills in: within quotes it escapes nothing, as a value of its own it writes JSON.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html
 */
const templateOf = (body: object): string => JSON.stringify(body).replace(SLOTS, '<$1>');

const bodies: { readonly [To in Destination['to']]: (one: Extract<Destination, { to: To }>) => object } = {
  // The text of a message is what a notification shows; its blocks are what the channel does.
  slack: ({ channel }) => ({
    channel,
    text: slot('title'),
    blocks: [slot('title'), slot('text')].map((text) => ({ type: 'section', text: { type: 'plain_text', text } })),
  }),
  serviceNow: () => ({ short_description: slot('title'), description: slot('text'), correlation_id: slot('id') }),
  jira: ({ project, issueType }) => ({
    fields: {
      project: { key: project },
      issuetype: { name: issueType },
      summary: slot('title'),
      description: slot('text'),
    },
  }),
};

/** The secret is read when the stack is deployed, and kept by EventBridge in a secret of its own. */
const authorisationOf = ({ to, secret }: Destination): CfnConnectionProps => {
  const part = (jsonField: string): string => SecretValue.secretsManager(secret, { jsonField }).unsafeUnwrap();
  return to === 'slack'
    ? {
        authorizationType: 'API_KEY',
        authParameters: { apiKeyAuthParameters: { apiKeyName: 'Authorization', apiKeyValue: part('authorization') } },
      }
    : {
        authorizationType: 'BASIC',
        authParameters: { basicAuthParameters: { username: part('username'), password: part('password') } },
      };
};

export class Destinations extends Construct {
  constructor(scope: Construct, id: string, destinations: readonly Destination[], bus: EventBus, failed: Queue) {
    super(scope, id);
    const rules = rulesOf(this, `${bus.eventBusName}/*`);
    failed.grantSendMessages(rules);
    const role = new Role(this, 'Role', {
      description: 'Sends events to the services of the config (Cadastre)',
      assumedBy: rules,
    });
    const made = destinations.map((one, index) => {
      const name = `${one.to}-${index + 1}`;
      const connection = new CfnConnection(this, `Connection-${name}`, authorisationOf(one));
      const destination = new CfnApiDestination(this, `Destination-${name}`, {
        connectionArn: connection.attrArn,
        invocationEndpoint: one.url,
        httpMethod: 'POST',
        invocationRateLimitPerSecond: CALLS_A_SECOND,
      });
      new CfnRule(this, `Rule-${name}`, {
        description: `Sends events to ${one.to} (Cadastre)`,
        eventBusName: bus.eventBusName,
        eventPattern: {
          source: [SOURCE],
          'detail-type': one.events,
          // Events that are no findings have no severity, and are sent too.
          ...(one.severities !== undefined && { detail: { severity: [...one.severities, { exists: false }] } }),
        },
        targets: [
          {
            id: name,
            arn: destination.attrArn,
            roleArn: role.roleArn,
            deadLetterConfig: { arn: failed.queueArn },
            retryPolicy: { maximumEventAgeInSeconds: TRY_FOR_S },
            inputTransformer: {
              inputPathsMap: picked,
              inputTemplate: templateOf((bodies[one.to] as (one: Destination) => object)(one)),
            },
          },
        ],
      });
      return destination;
    });
    grant(role, [{ actions: ['events:InvokeApiDestination'], resources: made.map(({ attrArn }) => attrArn) }]);
  }
}
