/** Physical names of what a deployment makes, all from its one name: who grants access or asks for it can write them down. */
import type { ProviderId } from '../providers/types.ts';
import type { FunctionId } from './functions.ts';

/** Used where the config says no other. */
export const DEFAULT_NAME = 'cadastre';

export interface Names {
  /** The DynamoDB table. */
  readonly table: string;
  /** The event bus. */
  readonly bus: string;
  readonly ownersTopic: string;
  readonly platformTopic: string;
  /** Key alias, without `alias/`. */
  readonly key: string;
  /** A function, and the role that it runs as: trust policies of other accounts and clouds name that role. */
  readonly function: (id: FunctionId) => string;
  /** The state machine that collects a provider. */
  readonly stateMachine: (provider: ProviderId) => string;
}

/** All names of the deployment that is called so. */
export const namesOf = (name: string): Names => ({
  table: name,
  bus: name,
  ownersTopic: `${name}-owners`,
  platformTopic: `${name}-platform`,
  key: name,
  function: (id) => `${name}-${id}`,
  stateMachine: (provider) => `${name}-${provider}`,
});
