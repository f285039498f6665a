/** Azure on loopback: an estate served by Resource Graph's own protocol to the SDK's own client. */
import { randomBytes } from 'node:crypto';
import { openFaults } from '../faults.ts';
import { listen } from '../http.ts';
import type { Estate } from '../types.ts';
import { openAnswers } from './answer.ts';
import { loopbackCertificate } from './certificate.ts';
import type { AzureFaults } from './faults.ts';
import { openQuota } from './quota.ts';
import { type Desk, respond } from './respond.ts';

export type { AzureFault, AzureFaults } from './faults.ts';

export interface AzureServerOptions {
  readonly faults?: AzureFaults;
  /** Keep Resource Graph's own quota: 15 queries in 5 seconds for each user. Default true. */
  readonly quota?: boolean;
  /** Milliseconds, for the quota alone. Default: since the process began. */
  readonly now?: () => number;
  /** Actions of the role that everybody has; resources of other types are left out of all rows. Default: `*`/read. */
  readonly allowed?: readonly string[];
  /** Largest page, whatever is asked. Default: Resource Graph's own, 1,000 rows. */
  readonly pageSize?: number;
}

export interface AzureServer {
  /** `https://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** PEM of the certificate authority to trust: the client's `tlsOptions.ca`. */
  readonly ca: string;
  /** Calls by `service:operation`, retries included: `arg:resources`. */
  readonly calls: Map<string, number>;
  close(): Promise<void>;
}

/** Serves the estate over TLS on 127.0.0.1 to any bearer token; each token is a user with a quota of its own. */
export const startAzureServer = async (estate: Estate, options: AzureServerOptions = {}): Promise<AzureServer> => {
  const { faults = [], quota = true, now = () => performance.now(), pageSize = 1_000, allowed = ['*/read'] } = options;
  const calls = new Map<string, number>();
  const desk: Desk = {
    estate,
    answer: openAnswers(estate, randomBytes(32), pageSize, allowed),
    fault: openFaults(faults),
    quota: openQuota(quota ? now : undefined),
    allowed,
    calls,
  };
  const certificate = await loopbackCertificate();
  const { port, close } = await listen((request) => respond(desk, request), certificate);
  return { endpoint: `https://127.0.0.1:${port}`, ca: certificate.cert, calls, close };
};
