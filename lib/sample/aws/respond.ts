/** From a request to its reply: who asks, what for, whether they may, and what the estate holds. */
import type { IncomingHttpHeaders } from 'node:http';
import { answeredBetween, type HttpRequest, half, type Outcome } from '../http.ts';
import { type Bindings, bindingsOf } from './bindings.ts';
import { AwsRefusal, refusal } from './errors.ts';
import type { FaultAnswer, FaultSite, openAwsFaults } from './faults.ts';
import { arnOf, type Principal, principalOf, scopeOf } from './identity.ts';
import { isStandard } from './regions.ts';
import { refusalReply, replyOf } from './replies.ts';
import { type ReadRequest, readRequest } from './requests.ts';
import { type Call, defineService, type RolePolicy, type Service } from './service.ts';
import { services } from './services/index.ts';
import { roleAccount } from './services/sts.ts';
import type { openThrottle } from './throttle.ts';

export interface Desk {
  readonly estate: Call['estate'];
  readonly secret: Buffer;
  readonly roles: RolePolicy;
  readonly fault: ReturnType<typeof openAwsFaults>;
  readonly mustWait: ReturnType<typeof openThrottle>;
  /** Largest page, whatever is asked. */
  readonly pageSize: number;
  /** Calls by `service:operation`. */
  readonly calls: Map<string, number>;
}

/** A service that is not served, speaking whatever its client speaks. */
const stranger = (id: string, headers: IncomingHttpHeaders): Service =>
  defineService({
    id,
    protocol: headers['x-amz-target'] ? 'json' : /form/.test(headers['content-type'] ?? '') ? 'query' : 'rest-json',
    load: async () => ({}),
    operations: {},
  });

const principal = (desk: Desk, accessKeyId: string, headers: IncomingHttpHeaders): Principal | undefined => {
  const { accounts, managementAccountId } = desk.estate.aws;
  const token = headers['x-amz-security-token'] as string | undefined;
  const found = principalOf(desk.secret, managementAccountId, accessKeyId, token);
  const account = accounts.find(({ id }) => id === found?.accountId);
  return account?.state === 'ACTIVE' ? found : undefined;
};

const regionServes = (desk: Desk, { global }: Service, { accountId, region, operation }: FaultSite): boolean => {
  const account = desk.estate.aws.accounts.find((one) => one.id === accountId);
  if (account?.regions.includes(region)) return true;
  return isStandard(region) && (global === true || (global?.includes(operation) ?? false));
};

const messages = {
  key: 'The security token included in the request is invalid.',
  throttle: 'Rate exceeded',
  failure: 'An internal error has occurred',
  token: 'The pagination token has expired.',
  off: 'You are not subscribed to this service. Please go to http://aws.amazon.com to subscribe.',
};

const refuse = (service: Service, answer: FaultAnswer, site: FaultSite, who: Principal): void => {
  const action = `${service.id}:${site.operation}`;
  if (answer === 'throttle') throw refusal(service.refusals, 'throttled', messages.throttle);
  if (answer === 'error') throw refusal(service.refusals, 'failure', messages.failure);
  if (answer === 'expired') throw refusal(service.refusals, 'badToken', messages.token);
  if (answer === 'off') throw new AwsRefusal(403, 'OptInRequired', messages.off);
  if (answer === 'disabled') throw refusal(service.refusals, 'unknownKey', messages.key);
  if (answer === 'deny' || answer === 'forbidden') {
    const why = answer === 'forbidden' ? ' with an explicit deny in a service control policy' : '';
    throw refusal(service.refusals, 'denied', `User: ${arnOf(who)} is not authorized to perform: ${action}${why}`);
  }
};

const answered = (
  desk: Desk,
  service: Service,
  bindings: Bindings,
  read: ReadRequest,
  site: FaultSite,
  who: Principal,
  fault: string | undefined,
) => {
  const { operation, input } = read;
  const { accountId, region } = site;
  const binding = bindings.get(operation);
  const answer = service.operations[operation];
  if (binding === undefined || answer === undefined) {
    throw refusal(service.refusals, 'unknownOperation', `The action ${operation} is not valid for this web service.`);
  }
  if (!regionServes(desk, service, site)) throw refusal(service.refusals, 'unknownKey', messages.key);
  if (desk.mustWait(service.id, operation, accountId, region)) {
    throw refusal(service.refusals, 'throttled', messages.throttle);
  }
  const { estate, secret, roles, pageSize } = desk;
  const session = { principal: who, accountId, region, secret, roles };
  const call: Call = { estate, service, operation, input, pageSize, fault, ...session };
  return replyOf(service, binding, answer(call));
};

/** Never throws: what goes wrong here is told to the caller in the service's own words. */
export const respond = async (desk: Desk, request: HttpRequest): Promise<Outcome> => {
  const scope = scopeOf(request.headers);
  const service = services.get(scope?.service ?? '') ?? stranger(scope?.service ?? '', request.headers);
  let delayMs = 0;
  try {
    if (scope === undefined)
      throw new AwsRefusal(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
    const bindings = await bindingsOf(service);
    const read = readRequest(service, bindings, request);
    const name = `${service.id}:${read.operation}`;
    desk.calls.set(name, (desk.calls.get(name) ?? 0) + 1);
    const who = principal(desk, scope.accessKeyId, request.headers);
    if (who === undefined) throw refusal(service.refusals, 'unknownKey', messages.key);
    const target = roleAccount(read.input.RoleArn);
    const site: FaultSite = {
      service: service.id,
      operation: read.operation,
      accountId: who.accountId,
      region: scope.region,
      target,
    };
    const fault = desk.fault(site);
    delayMs = fault?.delayMs ?? 0;
    const instead = answeredBetween(fault?.answer);
    if (instead !== undefined) return { delayMs, reply: instead };
    if (fault !== undefined) refuse(service, fault.answer, site, who);
    const reply = answered(desk, service, bindings, read, site, who, fault?.answer);
    return { delayMs, reply: fault?.answer === 'truncate' ? half(reply) : reply };
  } catch (error) {
    const told = error instanceof AwsRefusal ? error : refusal(service.refusals, 'failure', String(error));
    return { delayMs, reply: refusalReply(service, told) };
  }
};
