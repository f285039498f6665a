/** AWS on loopback: an estate served over AWS's own protocols to the SDK's own clients. */
import { randomBytes } from 'node:crypto';
import { listen } from '../http.ts';
import type { Estate } from '../types.ts';
import { type AwsFaults, openAwsFaults } from './faults.ts';
import { type Desk, respond } from './respond.ts';
import type { RolePolicy } from './service.ts';
import { openThrottle } from './throttle.ts';

export type { AwsFault, AwsFaults } from './faults.ts';

export interface AwsServerOptions extends RolePolicy {
  readonly faults?: AwsFaults;
  /** Keep AWS's own pace: 100 calls at once and 20 a second for EC2, 15 a second for tags. Default true. */
  readonly throttle?: boolean;
  /** Milliseconds, for the pace alone. Default: since the process began. */
  readonly now?: () => number;
  /** Largest page, whatever is asked. Default: what each service gives. */
  readonly pageSize?: number;
}

export interface AwsServer {
  /** One address for all services: `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** Calls by `service:operation`, retries included; services by their names in signatures. */
  readonly calls: Map<string, number>;
  close(): Promise<void>;
}

/**
 * Serves the estate on 127.0.0.1 to any access key: one of twelve digits, or one that ends in them, is a user of that
 * account; a key that AssumeRole gave is its role's session; any other is a user of the management account.
 */
export const startAwsServer = async (estate: Estate, options: AwsServerOptions = {}): Promise<AwsServer> => {
  const { faults = [], throttle = true, now = () => performance.now(), externalId, role } = options;
  const { pageSize = Number.POSITIVE_INFINITY } = options;
  const calls = new Map<string, number>();
  const desk: Desk = {
    estate,
    secret: randomBytes(32),
    roles: { externalId, role },
    fault: openAwsFaults(faults),
    mustWait: throttle ? openThrottle(now) : () => false,
    pageSize,
    calls,
  };
  const { port, close } = await listen((request) => respond(desk, request));
  return { endpoint: `http://127.0.0.1:${port}`, calls, close };
};
