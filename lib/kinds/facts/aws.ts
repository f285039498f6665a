/** Facts of AWS's types, by the words of `aws_resource` and of CloudFormation. */
import type { TypeTable } from './table.ts';

export const awsTypes: TypeTable = {
  // Every described kind takes tags, and the tagging API gives nothing that does not
  // (docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html).
  taggable: () => true,
  made: [
    { types: ['aws::ec2::vpc'], by: 'AWS, with the account', only: ({ fields }) => fields.default === true },
    { types: ['aws::ec2::securitygroup'], by: 'AWS, with the network', only: ({ fields }) => fields.default === true },
    { types: ['aws::ec2::eip'], by: 'an AWS service', only: ({ fields }) => typeof fields.managedBy === 'string' },
  ],
  counted: [
    {
      types: ['ecs:task-definition', 'elasticloadbalancing:listener', 'elasticloadbalancing:listener-rule'],
      because: 'a part or a revision of something else, which the tagging API shows long after it is gone',
    },
    {
      types: ['ec2:fleet', 'ec2:spot-instances-request'],
      because: 'a request that ends by itself, which the tagging API shows long after it is gone',
    },
    {
      types: ['ecs:task', 'batch:job', 'ec2:*-task', 'sagemaker:*-job', 'ssm:automation-execution', 'codebuild:build'],
      because: 'a task that lives for minutes, or the record of one',
    },
    { types: ['ec2:security-group-rule'], because: 'a line of its security group' },
  ],
  ephemeral: ['ecs:task', 'batch:job', 'ec2:spot-instances-request', 'ec2:fleet'],
  billed: [
    ...[
      'ec2:transit-gateway',
      'ec2:vpc-endpoint',
      'ec2:dedicated-host',
      'ec2:capacity-reservation',
      'ec2:vpn-connection',
    ],
    ...['elasticloadbalancing:loadbalancer', 'rds:cluster', 'rds:cluster-snapshot', 'redshift:cluster', 'es:domain'],
    ...['elasticache:cluster', 'eks:cluster', 'elasticfilesystem:file-system', 'fsx:file-system', 'kafka:cluster'],
    ...['sagemaker:endpoint', 'sagemaker:notebook-instance', 'kms:key', 'secretsmanager:secret', 'route53:hostedzone'],
    ...['globalaccelerator:accelerator', 'network-firewall:firewall', 'workspaces:workspace', 'directconnect:dxcon'],
  ],
  // aws/aws-sdk 302 and 676, aws/aws-cli 8197, boto/boto3 1523 and 3341.
  outlive: [
    'ec2:fleet',
    'elasticloadbalancing:listener',
    'elasticloadbalancing:listener-rule',
    'route53:hostedzone',
    'elasticmapreduce:cluster',
    'ecs:task-definition',
  ],
};
