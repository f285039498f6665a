/** The sample estate, served: three clouds on loopback, and how to reach them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connections } from '../providers/connection.ts';
import type { Root } from '../providers/roots.ts';
import { type AwsFaults, startAwsServer } from './aws/server.ts';
import { startIdentityEndpoint } from './azure/identity.ts';
import { type AzureFaults, startAzureServer } from './azure/server.ts';
import { openEstate } from './estate/index.ts';
import { type GcpFaults, startGcpServer } from './gcp/server.ts';
import type { Estate, EstateOptions } from './types.ts';

/** The role that members let the collector assume, and the word it must know for that. */
const ROLE = 'cadastre-read';
const EXTERNAL_ID = 'sample';

export interface ServeOptions {
  readonly faults?: { readonly aws?: AwsFaults; readonly azure?: AzureFaults; readonly gcp?: GcpFaults };
  /** Keep the clouds' own request rates. Default true; off where the product's own speed is measured. */
  readonly throttle?: boolean;
  /** Largest page that any cloud gives, whatever is asked. Default: their own. */
  readonly pageSize?: number;
  /** Actions that the collector has on Azure. Default: every type's read. */
  readonly azureActions?: readonly string[];
  /** Another estate in place of the true one: with records that few would think of. */
  readonly alter?: (estate: Estate) => Estate;
}

export interface ServedSample {
  readonly estate: Estate;
  /** What a config says to reach it; the clouds' own credential chains need `env` beside it. */
  readonly roots: readonly Root[];
  readonly env: Readonly<Record<string, string>>;
  /** Endpoints and credentials for this product's clients. */
  readonly connections: Connections;
  /** Requests answered so far, by `provider:service:operation`. */
  calls(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

export const serveSample = async (options: EstateOptions, serving: ServeOptions = {}): Promise<ServedSample> => {
  const { faults = {}, throttle = true, pageSize, azureActions, alter = (same) => same } = serving;
  const estate = alter(openEstate(options));
  const size = pageSize !== undefined && { pageSize };
  const closing: (() => Promise<void>)[] = [];
  const opened = async <One extends { close(): Promise<void> }>(start: Promise<One>): Promise<One> => {
    const one = await start;
    closing.push(one.close);
    return one;
  };
  const close = async () => {
    await Promise.all(closing.map((end) => end()));
  };
  try {
    const aws = await opened(
      startAwsServer(estate, {
        role: ROLE,
        externalId: EXTERNAL_ID,
        throttle,
        ...size,
        ...(faults.aws && { faults: faults.aws }),
      }),
    );
    const azure = await opened(
      startAzureServer(estate, {
        quota: throttle,
        ...size,
        ...(azureActions && { allowed: azureActions }),
        ...(faults.azure && { faults: faults.azure }),
      }),
    );
    const gcp = await opened(startGcpServer(estate, { throttle, ...size, ...(faults.gcp && { faults: faults.gcp }) }));
    const identity = await opened(startIdentityEndpoint());
    const folder = await mkdtemp(join(tmpdir(), 'cadastre-sample-'));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const caFile = join(folder, 'azure-ca.pem');
    await writeFile(caFile, azure.ca);

    const accessKeyId = `AKIASMPL${estate.aws.managementAccountId}`;
    const secretAccessKey = 'sample';
    const servers = { aws, azure, gcp };
    return {
      estate,
      roots: [
        {
          provider: 'aws',
          accounts: 'organization',
          role: ROLE,
          externalId: EXTERNAL_ID,
          // Whatever region the profile of this machine names.
          homeRegion: 'us-east-1',
          endpoint: aws.endpoint,
        },
        { provider: 'azure', endpoint: azure.endpoint, caFile },
        { provider: 'gcp', parent: estate.gcp.organization, endpoint: gcp.endpoint, insecure: true },
      ],
      env: { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, ...identity.env },
      connections: {
        aws: { endpoint: aws.endpoint, credentials: { accessKeyId, secretAccessKey } },
        azure: {
          endpoint: azure.endpoint,
          ca: azure.ca,
          credential: { getToken: async () => ({ token: 'sample', expiresOnTimestamp: Date.now() + 86_400_000 }) },
        },
        gcp: { endpoint: gcp.endpoint, insecure: true },
      },
      calls: () =>
        Object.fromEntries(
          Object.entries(servers).flatMap(([provider, { calls }]) =>
            [...calls].map(([operation, count]) => [`${provider}:${operation}`, count]),
          ),
        ),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
