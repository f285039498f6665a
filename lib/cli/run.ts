/** The command line: arguments in, exit code out. */
import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { commands } from './commands.ts';
import { safeLines } from './format/text.ts';
import { type ExitCode, exitCodes, type Io, say } from './io.ts';

/** The command that the arguments name, whose options are needed to read the rest: `help x` means x too. */
const named = (argv: readonly string[]): string | undefined => {
  const [first, second] = argv.filter((word) => !word.startsWith('-'));
  return first === 'help' ? second : first;
};

const build = async (argv: readonly string[], io: Io, exit: (code: ExitCode) => void): Promise<Command> => {
  const program = new Command('cadastre')
    .description('The register of every cloud resource you run: what exists, who owns it, what changed.')
    .version(packageJson.version)
    .exitOverride()
    // What follows a command is its own: `runs` and `runs confirm` have options of the same names.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => void io.out.write(text),
      // A mistake is told with the word that was written.
      writeErr: (text) => void io.err.write(safeLines(text)),
      ...(io.out.columns !== undefined && { getOutHelpWidth: () => io.out.columns! }),
    })
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      `
Without a cadastre.yaml in the working directory or above, commands work on a sample estate. CADASTRE_CONFIG
and CADASTRE_DATA stand for --config and --data on every command.
Exit codes: 0 done, 1 failed, 2 done but a listing is incomplete or a root failed.

Examples:
  $ cadastre collect
  $ cadastre resources --owner unowned --format csv
  $ cadastre resources --help`,
    );
  const wanted = named(argv);
  for (const [name, { summary, load }] of Object.entries(commands)) {
    const command = program.command(name).summary(summary).description(summary);
    if (name === wanted) (await load()).define(command, io, exit);
  }
  return program;
};

const code = (error: unknown): string | undefined => (error as { code?: string } | null)?.code;

/** Errors that say what to do: where in the code they were thrown is of no use to anybody. */
const told: ReadonlySet<string> = new Set([
  'UsageError',
  'ConfigError',
  'ProviderError',
  'FolderBusyError',
  'PartitionBusyError',
  'TableError',
  'TableThrottledError',
  'TableUnreachableError',
]);

/** One line for a person; where it went wrong only for who asks for it with DEBUG. */
const failure = (error: unknown, io: Io): string => {
  if (io.env.DEBUG) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = error instanceof Error ? error.message || error.name : String(error);
  const known = error instanceof Error && told.has(error.name);
  return `cadastre: ${message}${known ? '' : ' (DEBUG=1 tells where)'}`;
};

/** Runs one command. `argv` is what follows the program's name. Never rejects. */
export const run = async (argv: readonly string[], io: Io): Promise<ExitCode> => {
  let exitCode: ExitCode = exitCodes.done;
  // Without a listener a broken pipe would end the process; each write tells of it by itself.
  const heard = () => undefined;
  io.out.on('error', heard);
  io.err.on('error', heard);
  try {
    const program = await build(argv, io, (to) => {
      exitCode = to;
    });
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has written its own message by now; asking for help is no failure.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.failed;
    // Who reads has seen enough: `| head`.
    if (code(error) === 'EPIPE') return exitCodes.done;
    // Where stderr is gone too, there is nobody left to tell.
    await say(io, failure(error, io)).catch(heard);
    return exitCodes.failed;
  }
};
