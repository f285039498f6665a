/**
 * What an identity may do in a subscription. Resource Graph leaves out, without a word, what it may not read: only
 * Azure Resource Manager itself tells. https://learn.microsoft.com/rest/api/authorization/permissions
 */
import { request } from 'node:https';
import type { AzureConnection } from '../connection.ts';
import { ProviderError } from '../errors.ts';
import { PATIENCE_MS } from '../patience.ts';
import type { Meter } from '../types.ts';
import { type AzureIdentity, endpointOf, scopeOf } from './credential.ts';
import { translateAzure } from './errors.ts';
import { permissionsNeed } from './needs.ts';

/** One of the roles that are granted to it, there or above. */
export interface Granted {
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
}

const covers = (pattern: string, action: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i').test(action);

/** Those of the wanted actions that no role allows. */
export const missingOf = (wanted: readonly string[], roles: readonly Granted[]): string[] =>
  wanted.filter(
    (action) =>
      !roles.some(
        ({ actions = [], notActions = [] }) =>
          actions.some((pattern) => covers(pattern, action)) && !notActions.some((pattern) => covers(pattern, action)),
      ),
  );

const get = (url: string, token: string, ca: string | undefined): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    request(url, { headers, signal, ...(ca !== undefined && { ca }) }, async (response) => {
      try {
        let body = '';
        for await (const chunk of response.setEncoding('utf8')) body += chunk;
        resolve({ status: response.statusCode ?? 0, body });
      } catch (error) {
        reject(error);
      }
    })
      .once('error', reject)
      .end();
  });

/** The roles of the identity in a subscription; throws a `ProviderError` where they are not told. */
export const grantedIn = async (
  subscription: string,
  { credential }: AzureIdentity,
  connection: AzureConnection | undefined,
  meter: Meter,
): Promise<readonly Granted[]> => {
  const place = { provider: 'azure', accountId: subscription } as const;
  try {
    const token = (await credential.getToken(scopeOf(connection)))?.token ?? '';
    meter.call('azure', permissionsNeed.call);
    const path = `/subscriptions/${subscription}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
    const { status, body } = await get(`${endpointOf(connection)}${path}`, token, connection?.ca);
    const { value, error } = JSON.parse(body) as { value?: readonly Granted[]; error?: { message?: string } };
    if (Array.isArray(value)) return value;
    throw Object.assign(new Error(error?.message ?? `Azure answered with ${status}.`), { statusCode: status });
  } catch (error) {
    const failure = translateAzure(error, place);
    if (failure.code !== 'access_denied') throw failure;
    const advice = `Missing: ${permissionsNeed.permission}. \`cadastre onboard azure\` prints the role with it.`;
    throw new ProviderError(failure.code, failure.message, place, advice, error);
  }
};
