/**
 * What the tagging API tells of types that no kind describes: an ARN and tags. How ARNs are built stands in the
 * Service Authorization Reference; what a type is called, in Resource Explorer's list of supported resource types.
 */
import { arnParts } from './aws.ts';
import { at, type Json, type Statement, untold } from './says.ts';

/** ARNs of types that have a kind of their own, as their services document them. */
const describedArns =
  /^arn:[^:]+:(ec2:[^:]*:[^:]*:(instance|volume|snapshot|image|network-interface|elastic-ip|natgateway|security-group|subnet|vpc)\/|elasticloadbalancing:[^:]*:[^:]*:(loadbalancer\/(app|net|gwy)|targetgroup)\/|lambda:[^:]*:[^:]*:function:|rds:[^:]*:[^:]*:(db|snapshot):|s3:::[^/]+$)/;

/** Services whose ARNs end in a bare name: they have one type of that form. */
const bare: Readonly<Record<string, string>> = { sns: 'topic', sqs: 'queue' };

/** Types whose names hold slashes: `rule/bus/rule` is a rule, and a version of a recogniser is of its type. */
const slashed: readonly string[] = ['events:rule', 'comprehend:entity-recognizer'];

const parsed = (arn: string): { readonly type: string; readonly name: string } => {
  const { service, resource } = arnParts(arn);
  const [head = '', ...tail] = resource.replace(/^\//, '').replace(/\/$/, '').split(/[:/]/);
  if (tail.length === 0) return { type: bare[service] ? `${service}:${bare[service]}` : service, name: head };
  const rest = resource
    .replace(/^\//, '')
    .replace(/\/$/, '')
    .slice(head.length + 1);
  if (resource.startsWith(`${head}:`) || slashed.includes(`${service}:${head}`))
    return { type: `${service}:${head}`, name: rest };
  const steps = rest.split('/');
  // `regional/webacl/NAME/ID`: the scope comes before the type.
  if (service === 'wafv2') return { type: `wafv2:${steps[0]}`, name: steps[1] ?? '' };
  // Keyspaces calls what is in a keyspace by its own word.
  const types = [head, ...steps.filter((_, index) => index % 2 === 1)];
  const names = steps.filter((_, index) => index % 2 === 0).join('/');
  return { type: `${service}:${service === 'cassandra' ? types.at(-1) : types.join('/')}`, name: names };
};

const arn = ({ record }: { readonly record: Json }): string => record.ResourceARN;

export const awsOther: Statement = {
  kind: 'aws_resource',
  class: 'other',
  leaves: (told) => describedArns.test(arn(told)),
  id: at('ResourceARN'),
  type: (told) => parsed(arn(told)).type,
  accountId: (told) => arnParts(arn(told)).account || told.asked.accountId,
  // Web ACLs of CloudFront stand in us-east-1 and are global.
  region: (told) => {
    const { service, region, resource } = arnParts(arn(told));
    return region === '' || (service === 'wafv2' && resource.startsWith('global/')) ? 'global' : region;
  },
  name: (told) => parsed(arn(told)).name,
  createdAt: untold,
  tags: ({ record }) => Object.fromEntries((record.Tags ?? []).map(({ Key, Value }: Json) => [Key, Value ?? ''])),
  fields: {},
  links: {},
};
