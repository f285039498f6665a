/** `cadastre runs`: past runs, newest first. */
import { notComplete } from '../../register/outcomes.ts';
import type { Run } from '../../register/types.ts';
import { runShape } from '../../reports/shapes.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { say } from '../io.ts';
import { examples, listFormatOption, registerOptions, wholeNumber } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { withRegister } from '../register.ts';
import { duration } from '../words.ts';
import { define as defineConfirm } from './confirm.ts';

const shape: ListShape<Run> = {
  table: [
    { header: 'STARTED', value: ({ startedAt }) => `${startedAt.slice(0, 10)} ${startedAt.slice(11, 19)}` },
    {
      header: 'TOOK',
      value: ({ startedAt, finishedAt }) =>
        finishedAt === null ? 'no end' : duration(Date.parse(finishedAt) - Date.parse(startedAt)),
    },
    { header: 'PARTIAL', value: ({ partial }) => (partial ? 'yes' : null), drop: 4 },
    { header: 'COMPLETE', value: ({ listings }) => listings.complete, drop: 1 },
    { header: 'INCOMPLETE', value: (run) => notComplete(run) },
    { header: 'FAILED ROOTS', value: ({ failedRoots }) => failedRoots.length, drop: 2 },
    { header: 'FOUND', value: ({ resources }) => resources.found },
    { header: 'NEW', value: ({ resources }) => resources.new },
    { header: 'CHANGED', value: ({ resources }) => resources.changed },
    { header: 'MISSING', value: ({ resources }) => resources.missing },
    { header: 'RETIRED', value: ({ resources }) => resources.retired },
    { header: 'RUN', value: ({ id }) => id, drop: 3 },
  ],
  ...runShape,
};

export const define: Define = (command, io, exit) => {
  registerOptions(command)
    .option('--limit <n>', 'at most so many', wholeNumber(1), 20)
    .addOption(listFormatOption())
    .action((options: RegisterOptions & { readonly format: ListFormat; readonly limit: number }) =>
      withRegister(options, io, async (reader) => {
        const count = await writeList(await reader.runs(options.limit), options.format, shape, io);
        if (count === 0) await say(io, 'No run yet.');
      }),
    );
  defineConfirm(
    command.command('confirm').description('say that what a held listing lost is gone: the next run believes it'),
    io,
    exit,
  );
  examples(command, 'runs --limit 5', "runs --format json | jq '.[0].listings.incomplete'");
};
