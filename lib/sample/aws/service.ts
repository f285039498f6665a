/** What a served service is: data and pure answers; the protocols and the server know no service by name. */
import type { Estate } from '../types.ts';
import { type AwsRefusal, commonRefusals, type Protocol, type Refusals, refusal } from './errors.ts';
import type { Principal } from './identity.ts';

/** One request, read. */
export interface Call {
  readonly estate: Estate;
  readonly service: Service;
  readonly operation: string;
  readonly principal: Principal;
  readonly accountId: string;
  readonly region: string;
  /** As the SDK's command was given it. */
  readonly input: Readonly<Record<string, any>>;
  /** Signs tokens and sessions; another one with each server. */
  readonly secret: Buffer;
  readonly roles: RolePolicy;
  /** Largest page, whatever is asked. */
  readonly pageSize: number;
  /** What strikes the call and may bend its page. */
  readonly fault: string | undefined;
}

/** What AssumeRole insists on. */
export interface RolePolicy {
  /** Refused without it, where given. */
  readonly externalId?: string | undefined;
  /** The only role that exists in member accounts; any, where absent. */
  readonly role?: string | undefined;
}

/** The operation's output as the SDK gives it to its caller. */
export type Answer = (call: Call) => Readonly<Record<string, unknown>>;

export interface Service {
  /** Its name in a signature's scope. */
  readonly id: string;
  readonly protocol: Protocol;
  /** XML namespace of its answers; unused by JSON services. */
  readonly namespace?: string;
  /** Its client, whose schemas name the members on the wire. */
  load(): Promise<object>;
  readonly refusals: Refusals;
  /** Operations (true: all) that answer in any standard region, whether the account's estate has it on or not. */
  readonly global?: true | readonly string[];
  readonly operations: Readonly<Record<string, Answer>>;
}

/** A service, with the words of its protocol where it has none of its own. */
export const defineService = (
  service: Omit<Service, 'refusals'> & { readonly refusals?: Partial<Refusals> },
): Service => ({ ...service, refusals: { ...commonRefusals[service.protocol], ...service.refusals } });

export const invalid = ({ service }: Call, message: string): AwsRefusal =>
  refusal(service.refusals, 'invalid', message);

/** Tags by key, as Lambda and the estate's accounts keep them, to the list that other services give. */
export const tagList = (tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
