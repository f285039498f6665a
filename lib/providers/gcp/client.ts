/** Cloud Asset's own client, and as whom it speaks. */
import { AssetServiceClient } from '@google-cloud/asset';
import grpc from '@grpc/grpc-js';
import { PassThroughClient } from 'google-auth-library';
import type { GcpConnection } from '../connection.ts';
import type { GcpFederation } from './federation.ts';

/** A client that is given no credentials at all asks the metadata server for some, and warns where there is none. */
const withoutCredentials = (): object => ({
  sslCreds: grpc.credentials.createInsecure(),
  authClient: new PassThroughClient(),
});

/** By types another library than the one that google-gax brings along; by what they do the same. */
const asPrincipal = ({ client }: GcpFederation): object => ({ authClient: client });

/** Without `federation` and unless the connection is insecure, application default credentials are used. */
export const assetClient = (
  connection: GcpConnection | undefined,
  federation: GcpFederation | undefined,
): AssetServiceClient => {
  const [apiEndpoint, port] = connection?.endpoint?.split(':') ?? [];
  return new AssetServiceClient({
    ...(apiEndpoint !== undefined && { apiEndpoint }),
    ...(port !== undefined && { port: Number(port) }),
    ...(federation && asPrincipal(federation)),
    ...(connection?.insecure && withoutCredentials()),
  });
};
