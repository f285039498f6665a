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

/** What is picked out of an event: what a type does not have is left empty. */
const picked = {
  type: '$.detail-type',
  check: '$.detail.check',
  severity: '$.detail.severity',
  kind: '$.detail.kind',
  resource: '$.detail.resourceId',
  account: '$.detail.accountId',
  owner: '$.detail.owner',
  reason: '$.detail.reason',
  listing: '$.detail.listing',
  run: '$.detail.run',
  id: '$.detail.id',
} as const;

const TITLE = '<type>: <check> <kind> <listing>';
const TEXT = '<resource> <reason> (account <account>, owner <owner>, severity <severity>, run <run>, event <id>)';

const bodies: { readonly [To in Destination['to']]: (one: Extract<Destination, { to: To }>) => object } = {
  slack: ({ channel }) => ({ channel, text: `*${TITLE}*\n${TEXT}` }),
  serviceNow: () => ({ short_description: TITLE, description: TEXT, correlation_id: '<id>' }),
  jira: ({ project, issueType }) => ({
    fields: { project: { key: project }, issuetype: { name: issueType }, summary: TITLE, description: TEXT },
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
              inputTemplate: JSON.stringify((bodies[one.to] as (one: Destination) => object)(one)),
            },
          },
        ],
      });
      return destination;
    });
    grant(role, [{ actions: ['events:InvokeApiDestination'], resources: made.map(({ attrArn }) => attrArn) }]);
  }
}
