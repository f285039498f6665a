/** The independent statement: for each described kind, where its provider says what. */
import { awsBalancing } from './aws-balancing.ts';
import { awsCompute } from './aws-compute.ts';
import { awsInterfaces } from './aws-interfaces.ts';
import { awsNetwork } from './aws-network.ts';
import { awsOther } from './aws-other.ts';
import { awsServices } from './aws-services.ts';
import { awsStorage } from './aws-storage.ts';
import { azureCompute } from './azure-compute.ts';
import { azureNetwork } from './azure-network.ts';
import { azureServices } from './azure-services.ts';
import { gcpCompute } from './gcp-compute.ts';
import { gcpNetwork } from './gcp-network.ts';
import { gcpServices } from './gcp-services.ts';
import type { Statement } from './says.ts';

export const statements: ReadonlyMap<string, Statement> = new Map(
  [
    ...awsCompute,
    ...awsStorage,
    ...awsInterfaces,
    ...awsBalancing,
    ...awsNetwork,
    ...awsServices,
    awsOther,
    ...azureCompute,
    ...azureNetwork,
    ...azureServices,
    ...gcpCompute,
    ...gcpNetwork,
    ...gcpServices,
  ].map((one) => [one.kind, one]),
);
