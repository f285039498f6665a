/** Those who give and exchange tokens, on loopback: AWS STS, Entra, Google's token and credentials services. */
import type { Probe, Source } from '../../lib/kinds/listing.ts';
import { type HttpRequest, listen, type Reply } from '../../lib/sample/http.ts';

export interface Served {
  readonly port: number;
  /** Requests so far, their forms decoded. */
  readonly asked: { readonly url: string; readonly form: URLSearchParams; readonly headers: HttpRequest['headers'] }[];
  close(): Promise<void>;
}

type Answer = (url: string, form: URLSearchParams) => readonly [status: number, body: object | string];

const serve = async (answer: Answer, tls?: { readonly key: string; readonly cert: string }): Promise<Served> => {
  const asked: Served['asked'] = [];
  const reply = ({ url, headers, body }: HttpRequest): Reply => {
    const form = new URLSearchParams(body);
    asked.push({ url, form, headers });
    const [status, text] = answer(url, form);
    return typeof text === 'string'
      ? { status, headers: { 'content-type': 'text/xml' }, body: text }
      : { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(text) };
  };
  const { port, close } = await listen((request) => ({ delayMs: 0, reply: reply(request) }), tls);
  return { port, asked, close };
};

export const ISSUER = 'https://0b1c2d3e-0000-4000-8000-000000000000.tokens.sts.global.api.aws';
export const ROLE = 'arn:aws:iam::111122223333:role/cadastre-azure';
const SESSION = 'arn:aws:sts::111122223333:assumed-role/cadastre-azure/cadastre-azure';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as AWS makes them, signed by nobody. */
export const tokenFor = (audience: string | null): string =>
  `${part({ alg: 'RS256' })}.${part({ iss: ISSUER, sub: ROLE, aud: audience })}.none`;

const xml = (action: string, result: string) =>
  `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result></${action}Response>`;

const xmlError = (code: string, message: string) =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

/** AWS STS; with `refuses`, an error code for whoever asks for a token. */
export const startSts = (refuses?: string): Promise<Served> =>
  serve((_, form) => {
    const action = form.get('Action') ?? '';
    if (action === 'GetCallerIdentity')
      return [200, xml(action, `<Arn>${SESSION}</Arn><Account>111122223333</Account><UserId>A:b</UserId>`)];
    if (refuses !== undefined) return [refuses.startsWith('Access') ? 403 : 400, xmlError(refuses, `no ${action}`)];
    return [
      200,
      xml(
        action,
        `<WebIdentityToken>${tokenFor(form.get('Audience.member.1'))}</WebIdentityToken><Expiration>2030-01-01T00:00:00Z</Expiration>`,
      ),
    ];
  });

/** Entra; with `refuses`, what it says to whoever shows an assertion. */
export const startEntra = async (
  certificate: { readonly key: string; readonly cert: string },
  refuses?: string,
): Promise<Served> => {
  const served: Served = await serve((url) => {
    const [, tenant] = url.split('/');
    const base = `https://localhost:${served.port}/${tenant}`;
    if (url.includes('openid-configuration'))
      return [
        200,
        {
          token_endpoint: `${base}/oauth2/v2.0/token`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          issuer: `${base}/v2.0`,
          jwks_uri: `${base}/keys`,
        },
      ];
    if (refuses !== undefined)
      return [401, { error: 'invalid_client', error_description: `${refuses} Trace ID: 1`, error_codes: [70021] }];
    return [200, { token_type: 'Bearer', expires_in: 3600, access_token: 'given-by-entra' }];
  }, certificate);
  return served;
};

/** Google's token service and its service account credentials; either may refuse. */
export const startGoogle = (
  refuses: {
    readonly exchange?: readonly [status: number, body: object];
    readonly acting?: readonly [status: number, body: object];
  } = {},
): Promise<Served> =>
  serve((url) => {
    if (url === '/v1/token')
      return refuses.exchange ?? [200, { access_token: 'exchanged', token_type: 'Bearer', expires_in: 3600 }];
    return refuses.acting ?? [200, { accessToken: 'given-by-google', expireTime: '2030-01-01T00:00:00Z' }];
  });

/** All that trying a source tells; it is closed then. */
export const probed = async (source: Source): Promise<Probe[]> => {
  const all: Probe[] = [];
  for await (const probe of source.probe()) all.push(probe);
  await source.close();
  return all;
};
