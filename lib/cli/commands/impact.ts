/** `cadastre impact ID`: what depends on a resource, and what its retirement would leave behind. */
import type { Impact } from '../../register/history-types.ts';
import { impactJson } from '../../reports/history-contract.ts';
import type { Define } from '../commands.ts';
import { findResource, idHelp } from '../find.ts';
import { impactText } from '../impact-text.ts';
import { write } from '../io.ts';
import { examples, registerOptions, type TextFormat, textFormatOption, wholeNumber } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { withRegister } from '../register.ts';

interface Options extends RegisterOptions {
  readonly depth?: number;
  readonly format: TextFormat;
}

export const define: Define = (command, io) => {
  registerOptions(command)
    .argument('<id>', idHelp)
    .option('--depth <n>', 'at most so many steps away (default: however far it reaches)', wholeNumber(1))
    .addOption(textFormatOption())
    .action((id: string, { depth, format, ...options }: Options) =>
      withRegister(options, io, async (reader) => {
        const impact: Impact = await findResource(reader, id, (one) => reader.impact(one, depth));
        await write(
          io.out,
          format === 'json' ? `${JSON.stringify(impactJson(impact), null, 2)}\n` : impactText(impact),
        );
      }),
    );
  examples(
    command,
    'impact arn:aws:ec2:eu-west-1:123456789012:instance/i-0a1b2c3d',
    'impact subnet-0a1b2c3d --depth 1',
    "impact vol-0a1b2c3d --format json | jq -r '.dependents[].id'",
  );
};
