/** App Service's identity endpoint, as the Azure SDK's own credential chain asks it for a token. */
import { type HttpRequest, listen, type Reply } from '../http.ts';

/** Tokens are good for a day. */
const VALID_S = 86_400;
const HEADER = 'sample';

export interface IdentityEndpoint {
  /** Environment variables that lead the SDK here. */
  readonly env: Readonly<Record<'IDENTITY_ENDPOINT' | 'IDENTITY_HEADER', string>>;
  close(): Promise<void>;
}

const reply = (status: number, body: object): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const answer = ({ url, headers }: HttpRequest): Reply => {
  const resource = new URL(url, 'http://localhost').searchParams.get('resource');
  if (headers['x-identity-header'] !== HEADER || resource === null)
    return reply(400, { statusCode: 400, message: 'The identity header or the resource is missing.' });
  const expires = Math.floor(Date.now() / 1000) + VALID_S;
  return reply(200, { access_token: 'sample', expires_on: String(expires), resource, token_type: 'Bearer' });
};

/** https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
export const startIdentityEndpoint = async (): Promise<IdentityEndpoint> => {
  const { port, close } = await listen((request) => ({ delayMs: 0, reply: answer(request) }));
  return { env: { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`, IDENTITY_HEADER: HEADER }, close };
};
