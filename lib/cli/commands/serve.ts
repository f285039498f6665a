/** `cadastre serve`: the API of a deployment, on this machine. */
import { guardOf, isLoopback } from '../../api/guard.ts';
import type { ServedApi } from '../../api/serve.ts';
import type { RegisterReader } from '../../register/types.ts';
import type { Define } from '../commands.ts';
import { type Io, say, UsageError, write } from '../io.ts';
import { examples, registerOptions, wholeNumber } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { chooseRegister, type RegisterPlace, useRegister } from '../register.ts';

interface Options extends RegisterOptions {
  readonly host: string;
  readonly port: number;
  readonly token?: string | undefined;
}

/** Shorter ones are guessed. */
const TOKEN_LENGTH = 16;

/** The token that is asked for; undefined where none is. Throws a `UsageError` where anybody on the network could ask. */
const tokenOf = ({ host, token }: Options, env: Io['env']): string | undefined => {
  const given = token ?? env.CADASTRE_TOKEN;
  if (given === undefined && !isLoopback(host))
    throw new UsageError(
      `on ${host} others reach the register: give --token (or CADASTRE_TOKEN), which they must send as \`Authorization: Bearer TOKEN\`, or serve it on 127.0.0.1`,
    );
  if (given !== undefined && !new RegExp(`^[\\x21-\\x7e]{${TOKEN_LENGTH},}$`).test(given))
    throw new UsageError(`a token has at least ${TOKEN_LENGTH} characters of ASCII, and no blanks`);
  return given;
};

const listening = async (work: Promise<ServedApi>, { host, port }: Options): Promise<ServedApi> => {
  try {
    return await work;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new UsageError(`port ${port} of ${host} is taken: give another with --port`);
    if (code === 'EACCES')
      throw new UsageError(`port ${port} may not be used by this user: give one above 1023 with --port`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new UsageError(`this machine has no address ${host}: give one of its own with --host, or 0.0.0.0 for all`);
    throw error;
  }
};

const serve = async (
  reader: RegisterReader,
  options: Options,
  io: Io,
  { local, clock }: RegisterPlace,
): Promise<void> => {
  const [{ createApi }, { serveApi }] = await Promise.all([import('../../api/app.ts'), import('../../api/serve.ts')]);
  const failed = (error: unknown, path: string) =>
    void say(io, `${path} failed: ${error instanceof Error ? (io.env.DEBUG ? error.stack : error.message) : error}`);
  const api = createApi({ reader, failed, guard: guardOf(options.token), clock });
  const signal = io.interrupted();
  const served = await listening(
    serveApi((request) => api.fetch(request), options),
    options,
  );
  try {
    await write(io.out, `${served.url}\n`);
    await say(
      io,
      local !== undefined
        ? 'Serving the register until Ctrl-C; until then no other command can use it, since its folder has one process at a time.'
        : 'Serving the register until Ctrl-C.',
    );
    if (!signal.aborted) await new Promise((stop) => signal.addEventListener('abort', stop, { once: true }));
  } finally {
    await served.close();
  }
};

export const define: Define = (command, io) => {
  registerOptions(command)
    .option('--host <host>', 'address to serve on', '127.0.0.1')
    .option('--port <n>', 'port to serve on; 0 takes a free one', wholeNumber(0, 65_535), 8080)
    .option('--token <token>', 'what clients must send as `Authorization: Bearer TOKEN` (or set CADASTRE_TOKEN)')
    .action(async (options: Options) => {
      const asked = { ...options, token: tokenOf(options, io.env) };
      const place = await chooseRegister(options, io);
      await useRegister(place, (reader) => serve(reader, asked, io, place));
    });
  examples(
    command,
    'serve & curl -s http://127.0.0.1:8080/owners',
    'serve --table cadastre --port 9000',
    'serve --host 0.0.0.0 --token "$(openssl rand -hex 24)"',
  );
};
