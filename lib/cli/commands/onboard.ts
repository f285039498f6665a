/** `cadastre onboard`: what each cloud needs before it can be read, as commands to paste, from the kinds and the config. */
import { Argument, Option } from 'commander';
import { defaultDeploy } from '../../config/deploy-schema.ts';
import type { providerIds } from '../../providers/types.ts';
import type { Define } from '../commands.ts';
import { UsageError, write } from '../io.ts';
import { onboardAws } from '../onboard/aws.ts';
import { onboardAzure } from '../onboard/azure.ts';
import { onboardGcp } from '../onboard/gcp.ts';
import { onboardingText, templateText } from '../onboard/text.ts';
import type { Known, Onboarding, Situation } from '../onboard/types.ts';
import { examples, matching, placeOptions } from '../options.ts';
import { choosePlace, type PlaceOptions } from '../place.ts';

const formats = ['text', 'template', 'json'] as const;

const clouds = { aws: onboardAws, azure: onboardAzure, gcp: onboardGcp } as const satisfies Readonly<
  Record<(typeof providerIds)[number], (situation: Situation) => Onboarding>
>;

type Cloud = keyof typeof clouds;

interface Options extends PlaceOptions, Known {
  readonly format: (typeof formats)[number];
}

const partitionOf = (region: string | undefined): string => {
  if (region?.startsWith('cn-')) return 'aws-cn';
  return region?.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

/** Options before the config, the config before what is usual. */
const situationOf = async (options: Options, io: Parameters<Define>[1]): Promise<Situation> => {
  const { config } = await choosePlace(options, 'config', io);
  const deploy = config?.deploy ?? defaultDeploy;
  const region = options.region ?? deploy.region;
  return {
    ...options,
    account: options.account ?? deploy.account,
    region,
    partition: partitionOf(region),
    name: deploy.name,
    collected: { roots: config?.roots ?? [], leaveOut: config?.leaveOut ?? [] },
    stackSetBy: deploy.organization?.as,
  };
};

/** The member role's template: the first of the documents that AWS's steps carry. */
const template = (cloud: Cloud, { documents }: Onboarding): string => {
  const [first] = cloud === 'aws' ? Object.entries(documents) : [];
  if (first === undefined || first[0] === 'collector-policy.json')
    throw new UsageError('a template is of AWS’s role in member accounts: there is none here');
  return templateText(first[1]);
};

export const define: Define = (command, io) => {
  placeOptions(command)
    .addArgument(new Argument('<cloud>', 'the cloud that is to be read').choices(Object.keys(clouds)))
    .option('--account <id>', 'AWS account that Cadastre runs in', matching(/^\d{12}$/, '123456789012'))
    .option('--region <region>', 'AWS region that it runs in', matching(/^[a-z]{2}(-[a-z]+)+-\d$/, 'eu-west-1'))
    .option(
      '--unit <id>',
      'aws: organizational unit that is collected, or the root',
      matching(/^(ou|r)-[a-z0-9-]+$/, 'r-abcd'),
    )
    .option('--tenant <id>', 'azure: the tenant', matching(/^[0-9a-f-]{36}$/i, '11111111-2222-3333-4444-555555555555'))
    .option('--management-group <name>', 'azure: where the role is granted', matching(/^[\w().-]+$/, 'production'))
    .option('--project <id>', 'gcp: project that holds the pool', matching(/^[a-z][a-z0-9:.-]+$/, 'my-project'))
    .option('--organization <number>', 'gcp: the organisation', matching(/^\d+$/, '123456789012'))
    .addOption(
      new Option('--format <format>', 'text to paste, AWS’s CloudFormation template, or JSON')
        .choices(formats)
        .default('text'),
    )
    .action(async (cloud: Cloud, options: Options) => {
      const onboarding = clouds[cloud](await situationOf(options, io));
      if (options.format === 'json') return write(io.out, `${JSON.stringify({ cloud, ...onboarding }, null, 2)}\n`);
      await write(io.out, options.format === 'text' ? onboardingText(cloud, onboarding) : template(cloud, onboarding));
    });
  command.addHelpText('after', '\nIt changes nothing itself: it prints what somebody may run who has the right to.');
  examples(
    command,
    'onboard aws --account 123456789012 --region eu-west-1 --unit r-abcd',
    'onboard aws --format template > cadastre-read.yaml',
    'onboard azure --management-group production',
  );
};
