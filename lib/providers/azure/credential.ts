/** As whom Azure is read: what the connection brings, an application that trusts AWS, or the SDK's own chain. */
import type { AzureConnection } from '../connection.ts';
import type { SignInStep } from '../federation.ts';
import { PATIENCE_MS, within } from '../patience.ts';
import { noCredential } from './errors.ts';

export interface AzureIdentity {
  readonly credential: NonNullable<AzureConnection['credential']>;
  /** What can be tried before anything is read. */
  readonly steps: readonly SignInStep[];
  close(): void;
}

/** Azure Resource Manager, where a connection names no other. */
export const endpointOf = (connection: AzureConnection | undefined): string =>
  (connection?.endpoint ?? 'https://management.azure.com').replace(/\/$/, '');

/** What a token must be good for. */
export const scopeOf = (connection: AzureConnection | undefined): string => `${endpointOf(connection)}/.default`;

/** The SDK's own chain, which has no end where an address that it asks never answers. */
const defaultCredential = async (): Promise<AzureIdentity['credential']> => {
  const { DefaultAzureCredential } = await import('@azure/identity');
  const chain = new DefaultAzureCredential({ processTimeoutInMs: PATIENCE_MS });
  return {
    getToken: (scopes, options) =>
      within(
        PATIENCE_MS,
        (abortSignal) => chain.getToken(scopes, { ...options, abortSignal }),
        () => noCredential(`none was given within ${PATIENCE_MS / 1000} seconds`, { provider: 'azure' }),
      ),
  };
};

/** Who asks: the federation of the connection, its credential, or the default chain's. Nothing is asked of Azure yet. */
export const openIdentity = async (connection: AzureConnection | undefined): Promise<AzureIdentity> => {
  // Imported only where it is used: AWS's client comes with it.
  if (connection?.federation !== undefined) return (await import('./federation.ts')).openFederation(connection);
  return {
    credential: connection?.credential ?? (await defaultCredential()),
    steps: [],
    close: () => undefined,
  };
};
