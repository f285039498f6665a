/** `cadastre show ID`: facts, the owner's evidence, links both ways, findings, history; or what it was at a time. */
import type { PastView } from '../../register/history-types.ts';
import type { RegisterReader } from '../../register/types.ts';
import { viewJson } from '../../reports/contract.ts';
import { pastJson } from '../../reports/history-contract.ts';
import type { Define } from '../commands.ts';
import { findResource, idHelp } from '../find.ts';
import { UsageError, write } from '../io.ts';
import { examples, registerOptions, type TextFormat, textFormatOption } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { withRegister } from '../register.ts';
import { timeForms, timeOption, type WrittenTime } from '../times.ts';
import { pastText, viewText } from '../view-text.ts';

interface Options extends RegisterOptions {
  readonly at?: WrittenTime;
  readonly format: TextFormat;
}

type Past = Exclude<PastView, { readonly resource: null }>;

const pastOf = async (reader: RegisterReader, written: string, at: string): Promise<Past> => {
  const past = await findResource(reader, written, (id) => reader.showAt(id, at));
  if (past.resource !== null) return past;
  throw new UsageError(
    past.why === 'unborn'
      ? `the register first saw ${past.id} at ${past.since}: what it was at ${at} is not known`
      : `the history of ${past.id} is kept from ${past.since} on: what it was at ${at} has expired`,
  );
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export const define: Define = (command, io) => {
  registerOptions(command)
    .argument('<id>', idHelp)
    .option('--at <time>', `as it was then, ${timeForms}`, timeOption({ past: true }))
    .addOption(textFormatOption())
    .action((id: string, { at: written, format, ...options }: Options) =>
      withRegister(options, io, async (reader, _, now) => {
        const at = written?.(now);
        if (at !== undefined) {
          const past = await pastOf(reader, id, at);
          return write(io.out, format === 'json' ? json(pastJson(at, past)) : pastText(at, past));
        }
        const view = await findResource(reader, id, (one) => reader.show(one));
        await write(io.out, format === 'json' ? json(viewJson(view)) : viewText(view));
      }),
    );
  examples(
    command,
    'show arn:aws:ec2:eu-west-1:123456789012:volume/vol-0a1b2c3d',
    'show vol-0a1b2c3d --format json | jq .resource.owner',
    'show vol-0a1b2c3d --at 3d',
  );
};
