/** The register: one table, as `lib/register/table.ts` has it, under a key of the deployment's own. */
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  BillingMode,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { table } from '../register/table.ts';
import type { Deployment } from './deployment.ts';
import type { Grant } from './grant.ts';

/** What a function does with the table: the calls that `lib/register/database.ts` makes. */
const actions = {
  read: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  write: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'],
} as const;

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });

export class Register extends Construct {
  readonly key: Key;
  readonly table: Table;

  constructor(scope: Construct, id: string, { names }: Deployment) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      alias: names.key,
      description: 'Cadastre: the register, its topics and its reports',
      enableKeyRotation: true,
      // Without it the table and its backups cannot be read.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.table = new Table(this, 'Table', {
      tableName: names.table,
      partitionKey: text(table.key.pk),
      sortKey: text(table.key.sk),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: table.ttl,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      // Even where a first deployment fails: what is protected from deletion would leave a stack that cannot roll back.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const { name, pk, sk } of Object.values(table.indexes))
      this.table.addGlobalSecondaryIndex({ indexName: name, partitionKey: text(pk), sortKey: text(sk) });
  }

  /** What whoever reads the table needs, or writes it as well: on the table, its indexes by name, and its key. */
  grants(access: 'read' | 'write'): Grant[] {
    const indexes = Object.values(table.indexes).map(({ name }) => `${this.table.tableArn}/index/${name}`);
    return [
      {
        actions: [...actions.read, ...(access === 'write' ? actions.write : [])],
        resources: [this.table.tableArn, ...indexes],
      },
      // DynamoDB asks the key in the caller's name.
      {
        actions: [
          'kms:Decrypt',
          'kms:DescribeKey',
          ...(access === 'write' ? ['kms:Encrypt', 'kms:GenerateDataKey'] : []),
        ],
        resources: [this.key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` } },
      },
    ];
  }
}
