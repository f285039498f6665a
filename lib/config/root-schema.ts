/** What a root may say in the config: the fields of `lib/providers/roots.ts`, as written by hand. */
import * as z from 'zod';

const url = z.string().regex(/^https?:\/\/\S+$/, 'expected an address that begins with https:// or http://');

export const accountId = z.string().regex(/^\d{12}$/, 'expected an account id of 12 digits, in quotes');

/** Two letters, but for Europe's sovereign cloud: `eusc-de-east-1`. */
export const regionName = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'expected a region as eu-west-1');

const regionChoice = z.union([
  z.array(regionName).min(1),
  z.strictObject({
    exclude: z
      .array(regionName)
      .min(1)
      .describe('Regions that are not listed: those that the organisation closes, say.'),
  }),
]);

/**
 * With the path before it, and nothing of the ARN that it is a part of.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html
 */
const roleName = z
  .string()
  .regex(
    /^([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
    'expected the name of a role as cadastre-read or path/cadastre-read, not its ARN: the account comes from `accounts`',
  );

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const entraId = (of: string) =>
  z.string().regex(uuid, `expected the id of ${of} as 00000000-0000-0000-0000-000000000000`);

const awsRoot = z.strictObject({
  provider: z.literal('aws'),
  accounts: z
    .union([z.literal('organization'), z.array(accountId).min(1)])
    .optional()
    .describe(
      '`organization`: every active account of the caller’s organisation. Or account ids. Absent: the caller’s own account.',
    ),
  role: roleName.optional().describe('Name of the read-only role to assume in each of `accounts`.'),
  externalId: z.string().min(2).optional().describe('External id that the role’s trust policy asks for.'),
  regions: regionChoice
    .optional()
    .describe(
      'Regions that are listed, or `exclude` with those that are not. Absent: every enabled region of each account.',
    ),
  accountRegions: z
    .record(accountId, regionChoice)
    .optional()
    .describe('By account id, what holds for that account in place of `regions`.'),
  homeRegion: regionName
    .optional()
    .describe(
      'Where global services and the account’s own questions are asked. Absent: the profile’s region, else us-east-1.',
    ),
  endpoint: url.optional().describe('Another address than AWS’s own, for every service.'),
});

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftmanagement */
const managementGroup = z
  .string()
  .regex(/^[\w().-]{1,90}$/, 'expected the id of a management group as production, without the path before it');

const azureRoot = z.strictObject({
  provider: z.literal('azure'),
  subscriptions: z
    .array(z.string().regex(uuid, 'expected a subscription id as 00000000-0000-0000-0000-000000000000'))
    .min(1)
    .optional()
    .describe('Absent together with managementGroups: every subscription that the credential sees.'),
  managementGroups: z
    .array(managementGroup)
    .min(1)
    .optional()
    .describe('Ids of management groups, as `production`, without the path before them.'),
  endpoint: url.optional().describe('Another address than https://management.azure.com: a sovereign cloud.'),
  caFile: z.string().min(1).optional().describe('PEM file of a certificate authority to trust beside the system’s.'),
  federation: z
    .strictObject({
      tenantId: entraId('a tenant'),
      clientId: entraId('an application').describe('Application with a federated credential for the collector’s role.'),
    })
    .optional()
    .describe('Where it runs on AWS: signs in with the collector’s role there, without a secret.'),
});

const gcpRoot = z.strictObject({
  provider: z.literal('gcp'),
  parent: z
    .string()
    .regex(
      /^((organizations|folders)\/\d+|projects\/[^/\s]+)$/,
      'expected organizations/123, folders/456 or projects/my-project',
    )
    .describe('What is collected: organizations/123, folders/456 or projects/my-project.'),
  endpoint: z
    .string()
    .regex(/^[^\s/:]+:\d+$/, 'expected host:port')
    .optional()
    .describe('Another address than cloudasset.googleapis.com:443, as host:port.'),
  insecure: z.boolean().optional().describe('Without TLS and credentials: a server on this machine.'),
  federation: z
    .strictObject({
      audience: z
        .string()
        .regex(
          /^\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\/[^/\s]+\/providers\/[^/\s]+$/,
          'expected //iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER',
        )
        .describe('Full name of the workload identity pool’s AWS provider.'),
      serviceAccount: z
        .string()
        .regex(/^[^@\s/]+@[^@\s/]+$/, 'expected the e-mail address of a service account')
        .optional()
        .describe('Service account to act as. Absent: the pool’s principal itself.'),
    })
    .optional()
    .describe('Where it runs on AWS: signs in with the collector’s role there, without a key.'),
});

export const rootSchema = z.discriminatedUnion('provider', [awsRoot, azureRoot, gcpRoot]);
