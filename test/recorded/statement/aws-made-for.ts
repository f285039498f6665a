/** What a service made an interface for, by the descriptions that services write, as their user guides show them. */
import { ec2, ownerOf } from './aws.ts';
import type { Json, Says, Told } from './says.ts';

const arn = (told: Told, service: string, resource: string): string =>
  `arn:aws:${service}:${told.asked.region}:${ownerOf(told)}:${resource}`;

const forms: readonly (readonly [RegExp, (told: Told, id: string) => Json])[] = [
  [/^Interface for NAT Gateway (nat-\w+)/, (told, id) => ec2(told, 'natgateway', id)[0]],
  [/^VPC Endpoint Interface (vpce-\w+)/, (told, id) => ec2(told, 'vpc-endpoint', id)[0]],
  [/Transit Gateway Attachment (tgw-attach-\w+)/, (told, id) => ec2(told, 'transit-gateway-attachment', id)[0]],
  [/^EFS mount target for (fs-\w+)/, (told, id) => arn(told, 'elasticfilesystem', `file-system/${id}`)],
  [/for directory (d-\w+)/, (told, id) => arn(told, 'ds', `directory/${id}`)],
  [
    /^AWS Lambda VPC ENI-(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    (told, id) => arn(told, 'lambda', `function:${id}`),
  ],
];

/** None for an interface that somebody asked for; not told where the description of a service names nothing. */
export const madeFor: Says = (told) => {
  const { Description, InterfaceType = 'interface', RequesterManaged } = told.record;
  for (const [form, of] of forms) {
    const id = form.exec(Description ?? '')?.[1];
    if (id !== undefined) return [of(told, id)];
  }
  return RequesterManaged === false && InterfaceType === 'interface' ? [] : null;
};
