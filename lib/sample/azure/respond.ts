/** From a request to its reply: who asks, whether they may, what for, and what the estate holds. */
import { randomUUID } from 'node:crypto';
import type { openFaults } from '../faults.ts';
import { answeredBetween, type HttpRequest, half, type Outcome, type Reply } from '../http.ts';
import type { Estate } from '../types.ts';
import type { openAnswers } from './answer.ts';
import { ArmRefusal, badToken, bodyOf, denied, failure, invalid, throttled, unauthenticated } from './errors.ts';
import type { AzureFault, AzureFaultAnswer } from './faults.ts';
import type { openQuota } from './quota.ts';
import { type Asked, readRequest } from './request.ts';

export interface Desk {
  readonly estate: Estate;
  readonly answer: ReturnType<typeof openAnswers>;
  readonly fault: ReturnType<typeof openFaults<AzureFault>>;
  readonly quota: ReturnType<typeof openQuota>;
  /** Actions that everybody is allowed, in every subscription. */
  readonly allowed: readonly string[];
  /** Calls by `service:operation`. */
  readonly calls: Map<string, number>;
}

const PATH = '/providers/microsoft.resourcegraph/resources';

const operationOf = (desk: Desk, { method, url }: HttpRequest): void => {
  const { pathname, searchParams } = new URL(url, 'https://localhost');
  const served = method === 'POST' && pathname.toLowerCase() === PATH;
  const name = served ? 'arg:resources' : `${method} ${pathname}`;
  desk.calls.set(name, (desk.calls.get(name) ?? 0) + 1);
  if (!served) throw new ArmRefusal(404, 'NotFound', `${name} is not served here.`);
  if (!searchParams.get('api-version')) {
    const message = 'The api-version query parameter (?api-version=) is required for all requests.';
    throw new ArmRefusal(400, 'MissingApiVersionParameter', message);
  }
};

const PERMISSIONS = /^\/subscriptions\/([^/]+)\/providers\/microsoft\.authorization\/permissions$/i;

/** What the caller may do in a subscription, where that is asked. */
const permissionsReply = (desk: Desk, { method, url }: HttpRequest): Reply | undefined => {
  const [, id] = PERMISSIONS.exec(new URL(url, 'https://localhost').pathname) ?? [];
  if (method !== 'GET' || id === undefined) return undefined;
  desk.calls.set('arm:permissions', (desk.calls.get('arm:permissions') ?? 0) + 1);
  const known = desk.estate.azure.subscriptions.some((one) => one.id.toLowerCase() === id.toLowerCase());
  if (!known) throw denied();
  refuse(desk.fault({ service: 'arm', operation: 'permissions', accounts: [id], listing: id })?.answer);
  return replyOf(200, JSON.stringify({ value: [{ actions: desk.allowed, notActions: [] }] }), {});
};

/** Any token will do; each is a user of its own. */
const userOf = ({ estate }: Desk, { headers }: HttpRequest): string => {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (token === undefined) throw unauthenticated(estate.azure.tenantId);
  return token;
};

const refuse = (answer: AzureFaultAnswer | undefined, table = ''): void => {
  if (answer === 'throttle') throw throttled();
  if (answer === 'deny') throw denied();
  if (answer === 'error') throw failure();
  if (answer === 'expired') throw badToken();
  if (answer === 'unsupported')
    throw invalid('DisallowedLogicalTableName', `Table ${table} is invalid, unsupported or disallowed.`);
};

/** Nothing is left: the shortest wait that headers can tell. */
const spentHeaders = { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:01' };
/** Headers of a refusal that a fault asks for. */
const throttleHeaders = { ...spentHeaders, 'retry-after': '1' };

const struck = (desk: Desk, { query, subscriptions }: Asked): AzureFault | undefined =>
  desk.fault(
    {
      service: 'arg',
      operation: 'resources',
      accounts: subscriptions,
      listing: `${query.table}/${subscriptions.join()}`,
    },
    ({ table }) => table === undefined || table === query.table,
  );

const replyOf = (status: number, body: string, headers: Readonly<Record<string, string>>): Reply => {
  const id = randomUUID();
  const ids = { 'x-ms-request-id': id, 'x-ms-correlation-request-id': id };
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...ids, ...headers }, body };
};

/** Never throws: what goes wrong here is told to the caller in the service's own words. */
export const respond = (desk: Desk, request: HttpRequest): Outcome => {
  let delayMs = 0;
  let headers: Readonly<Record<string, string>> = {};
  try {
    const user = userOf(desk, request);
    const permissions = permissionsReply(desk, request);
    if (permissions !== undefined) return { delayMs, reply: permissions };
    operationOf(desk, request);
    const allowance = desk.quota(user);
    headers = allowance.headers;
    const asked = readRequest(desk.estate.azure, request.body);
    const fault = struck(desk, asked);
    delayMs = fault?.delayMs ?? 0;
    const instead = answeredBetween(fault?.answer);
    if (instead !== undefined) return { delayMs, reply: instead };
    if (fault?.answer === 'throttle') headers = throttleHeaders;
    if (fault?.answer === 'spent') headers = spentHeaders;
    refuse(fault?.answer, asked.query.table);
    if (allowance.spent) throw throttled();
    const reply = replyOf(200, JSON.stringify(desk.answer(asked, fault?.answer)), headers);
    return { delayMs, reply: fault?.answer === 'truncate' ? half(reply) : reply };
  } catch (error) {
    const told = error instanceof ArmRefusal ? error : failure(String(error));
    return { delayMs, reply: replyOf(told.status, bodyOf(told), { ...headers, ...told.headers }) };
  }
};
