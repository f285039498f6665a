/** moto: AWS as others understood it, in a process of its own. */
import { servePython } from './python.ts';

/** The account that moto takes keys for that it did not give out itself. */
export const MOTO_ACCOUNT = '123456789012';

export interface Moto {
  readonly port: number;
  /** The end of what it printed. */
  said(): string;
  stop(): Promise<void>;
}

const listening = /Running on http:\/\/127\.0\.0\.1:(\d+)/;

/** Starts moto on a free port of the loopback; `env` is what it is told beside. Resolves when it listens. */
export const startMoto = async (env: Readonly<Record<string, string>> = {}): Promise<Moto> => {
  const served = await servePython({
    environment: '.venv',
    installedBy: '.ci/standins.sh',
    module: 'moto.server',
    args: ['-H', '127.0.0.1', '-p', '0'],
    // Without it, `OwnerIds=self` gives the snapshots of a thousand images that come with moto.
    env: { MOTO_EC2_LOAD_DEFAULT_AMIS: 'false', ...env },
    listens: (said) => listening.test(said),
  });
  return { ...served, port: Number(listening.exec(served.said())?.[1]) };
};
