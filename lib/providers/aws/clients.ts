/** AWS clients: one for each account, region and service, over shared sockets, every attempt counted. */

import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsConnection } from '../connection.ts';
import type { Meter } from '../types.ts';
import { translateAws } from './errors.ts';

/** Sockets to one host at once: listings of several regions share the process. */
const SOCKETS = 32;
/** Tries of one request, throttling included; the SDK waits between them, up to 20 seconds. */
const TRIES = 8;
const CONNECT_MS = 10_000;
const ANSWER_MS = 120_000;

export type Credentials = AwsConnection['credentials'] | ReturnType<typeof fromTemporaryCredentials>;

interface AnyClient {
  readonly config: { readonly serviceId: string };
  readonly middlewareStack: { add(middleware: any, options: any): void };
  destroy(): void;
}

/** How the SDK names services where it differs from the prefix that IAM and this product use. */
const prefixes: Readonly<Record<string, string>> = {
  'Elastic Load Balancing v2': 'elasticloadbalancing',
  'Resource Groups Tagging API': 'tagging',
};

/** `ec2`, `elasticloadbalancing`, `tagging`: the service of a client, by the SDK's name for it. */
export const serviceOf = (serviceId: string): string =>
  prefixes[serviceId] ?? serviceId.toLowerCase().replace(/\s+/g, '');

export interface AwsClients {
  /** A client of a service for an account's credentials in a region. */
  client<Client>(
    service: new (config: any) => Client,
    region: string,
    credentials: Credentials,
    account: string,
  ): Client;
  /** Credentials of a role in another account, refreshed before they expire. */
  assume(roleArn: string, externalId: string | undefined, region: string): Credentials;
  /** The region that the environment or the profile names; undefined where neither does. */
  profileRegion(): Promise<string | undefined>;
  close(): void;
}

const refusedCalls = new WeakMap<object, string>();

/** The call that an error of a client came from, as it is counted: `ec2:DescribeVolumes`. */
export const callOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null ? refusedCalls.get(error) : undefined;

/** Opens clients that share sockets, credentials and rates; `meter` counts their calls. */
export const openClients = (connection: AwsConnection | undefined, meter: Meter): AwsClients => {
  const options = { keepAlive: true, maxSockets: SOCKETS };
  const requestHandler = new NodeHttpHandler({
    httpAgent: new HttpAgent(options),
    httpsAgent: new HttpsAgent(options),
    connectionTimeout: CONNECT_MS,
    requestTimeout: ANSWER_MS,
    // Without it the time-out is a warning, and a request that nobody answers lasts for ever.
    throwOnRequestTimeout: true,
    // Listings queue for sockets by design; the SDK need not warn of it.
    socketAcquisitionWarningTimeout: ANSWER_MS,
  });
  const clients = new Map<string, AnyClient>();
  const base = (region: string) => ({
    region,
    requestHandler,
    maxAttempts: TRIES,
    ...(connection?.endpoint !== undefined && { endpoint: connection.endpoint }),
  });
  const count = (client: AnyClient) => {
    const service = serviceOf(client.config.serviceId);
    client.middlewareStack.add(
      (next: (args: unknown) => Promise<unknown>, context: { commandName?: string }) => async (args: unknown) => {
        const operation = `${service}:${context.commandName?.replace(/Command$/, '')}`;
        meter.call('aws', operation);
        try {
          return await next(args);
        } catch (error) {
          if (typeof error === 'object' && error !== null) refusedCalls.set(error, operation);
          const { $metadata, name = '' } = error as { $metadata?: { httpStatusCode?: number }; name?: string };
          if ($metadata?.httpStatusCode === 429 || /Throttl|RequestLimitExceeded|SlowDown|TooManyRequests/.test(name))
            meter.throttled('aws', operation);
          throw error;
        }
      },
      // Inside the retry, so that each attempt is seen with the error it gave.
      { step: 'deserialize', priority: 'high', name: 'cadastreMeter', override: true },
    );
  };
  return {
    client<Client>(
      service: new (config: any) => Client,
      region: string,
      credentials: Credentials,
      account: string,
    ): Client {
      const key = `${account}/${region}/${service.name}`;
      const known = clients.get(key);
      if (known !== undefined) return known as Client;
      const made = new service({ ...base(region), ...(credentials !== undefined && { credentials }) });
      clients.set(key, made as AnyClient);
      count(made as AnyClient);
      return made;
    },
    assume: (RoleArn, ExternalId, region) =>
      fromTemporaryCredentials({
        params: { RoleArn, RoleSessionName: 'cadastre', ...(ExternalId !== undefined && { ExternalId }) },
        clientConfig: base(region),
        ...(connection?.credentials !== undefined && { masterCredentials: connection.credentials }),
      }),
    async profileRegion() {
      const client = new STSClient({});
      try {
        return await client.config.region();
      } catch (error) {
        // In the SDK's words (@smithy/config-resolver); anything else is a profile that cannot be read.
        if ((error as Error).message === 'Region is missing') return undefined;
        throw translateAws(error, { provider: 'aws' });
      } finally {
        client.destroy();
      }
    },
    close() {
      for (const client of clients.values()) client.destroy();
      requestHandler.destroy();
    },
  };
};
