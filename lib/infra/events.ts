/** Events: the table's stream → publisher → bus, with an archive and the schema of each event. */
import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Archive, EventBus } from 'aws-cdk-lib/aws-events';
import { CfnRegistry, CfnSchema } from 'aws-cdk-lib/aws-eventschemas';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { busSchemas, SOURCE } from '../events/schemas.ts';
import type { Deployment } from './deployment.ts';
import { DeployedFunction } from './function.ts';
import type { Register } from './register.ts';

/** Records that the publisher gets at once, and how long it waits for so many: a run writes thousands a minute. */
const BATCH = { records: 100, window: Duration.seconds(5) };
/** Tries of a batch before what fails in it goes to the queue; each halves the batch, so that the rest passes. */
const TRIES = 10;
/** Events can be sent again from that long ago. */
const ARCHIVE = Duration.days(90);

export class Events extends Construct {
  readonly bus: EventBus;
  readonly publisher: DeployedFunction;

  constructor(scope: Construct, id: string, deployment: Deployment, register: Register) {
    super(scope, id);
    const { names } = deployment;
    this.bus = new EventBus(this, 'Bus', { eventBusName: names.bus, description: 'Events of Cadastre' });
    // It goes with the stack: its rule keeps the bus from going, and without the bus nothing of it could be sent again.
    new Archive(this, 'Archive', {
      archiveName: names.bus,
      sourceEventBus: this.bus,
      eventPattern: { source: [SOURCE] },
      retention: ARCHIVE,
    });
    this.publisher = new DeployedFunction(this, 'publisher', deployment, { bus: names.bus }, [
      { actions: ['events:PutEvents'], resources: [this.bus.eventBusArn] },
    ]);
    this.publisher.function.addEventSource(
      new DynamoEventSource(register.table as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: BATCH.records,
        maxBatchingWindow: BATCH.window,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: TRIES,
        onFailure: new SqsDlq(this.publisher.failed),
      }),
    );
    this.#schemas(names.bus);
  }

  #schemas(registryName: string): void {
    const registry = new CfnRegistry(this, 'Schemas', { registryName, description: 'Events of Cadastre' });
    for (const { name, type, schema } of busSchemas())
      new CfnSchema(this, `Schema-${name}`, {
        registryName: registry.attrRegistryName,
        schemaName: `${SOURCE}@${name}`,
        type: 'JSONSchemaDraft4',
        description: type,
        content: JSON.stringify(schema),
      });
  }
}
