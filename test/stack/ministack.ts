/** MiniStack: AWS's services as others understood them, which takes templates and runs functions. In a process of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servePython } from '../standins/python.ts';

/** Where everything is made: the account is what MiniStack takes a key of twelve digits for. */
export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

/** What a client is told to reach it. */
export interface Reach {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface MiniStack extends Reach {
  client<Client>(service: new (config: any) => Client): Client;
  /** The end of what it printed, output of functions included. */
  said(): string;
  stop(): Promise<void>;
}

/** It has to be told a port, and names itself by it in what it answers. */
const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const healthy = async (endpoint: string): Promise<boolean> => {
  try {
    return (await fetch(`${endpoint}/_ministack/health`)).ok;
  } catch {
    return false;
  }
};

/** Starts it on the loopback; resolves when it answers. `env` is what it and the functions are told beside. */
export const startMiniStack = async (env: Readonly<Record<string, string>> = {}): Promise<MiniStack> => {
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-ministack-'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: ACCOUNT, secretAccessKey: 'any' };
  try {
    const served = await servePython({
      environment: '.standins/ministack',
      installedBy: '.ci/stack.sh',
      module: 'ministack.app',
      args: [],
      env: {
        // By itself it listens to everybody, and opens a port more for MQTT and for SFTP each.
        BIND_HOST: '127.0.0.1',
        IOT_MTLS_ENABLED: '0',
        SFTP_ENABLED: '0',
        // Queues' addresses are made of it.
        MINISTACK_HOST: '127.0.0.1',
        GATEWAY_PORT: String(port),
        MINISTACK_ACCOUNT_ID: ACCOUNT,
        MINISTACK_REGION: REGION,
        // Functions are processes on this machine, not containers.
        LAMBDA_EXECUTOR: 'local',
        TMPDIR: folder,
        S3_DATA_DIR: join(folder, 's3'),
        STATE_DIR: join(folder, 'state'),
        ...env,
      },
      listens: () => healthy(endpoint),
    });
    const reach = { endpoint, region: REGION, credentials };
    return {
      ...reach,
      client: (service) => new service(reach),
      said: served.said,
      async stop() {
        await served.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
};
