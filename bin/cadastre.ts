import type { Io } from '../lib/cli/io.ts';
import { local } from '../lib/cli/open.ts';
import { run } from '../lib/cli/run.ts';

/** The first Ctrl-C asks to finish in order; the second ends the process. */
const interrupted = (): AbortSignal => {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(name);
    process.once(name, () => {
      stop.abort();
      process.once(name, () => {
        process.stderr.write('cadastre: stopped at once; the next collect goes on from what was kept.\n');
        process.exit(130);
      });
    });
  }
  return stop.signal;
};

const io: Io = { cwd: process.cwd(), env: process.env, out: process.stdout, err: process.stderr, interrupted, local };

const code = await run(process.argv.slice(2), io);
// What is left open by then is an SDK's question that nobody answers; who waits for the command waits no longer.
const written = [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done)));
await Promise.all(written);
process.exit(code);
