/** `cadastre show ID`: facts, the owner's evidence, links both ways, findings, history. */
import type { RegisterReader, ResourceView } from '../../register/types.ts';
import type { Define } from '../commands.ts';
import { viewJson } from '../contract.ts';
import { UsageError, write } from '../io.ts';
import { examples, placeOptions, type TextFormat, textFormatOption } from '../options.ts';
import type { PlaceOptions } from '../place.ts';
import { withRegister } from '../register.ts';
import { viewText } from '../view-text.ts';

/** More than this many resources of one name are not all told. */
const ALIKE = 5;

/** Ids that end in what was written, or belong to resources of that name: reads the register until it has enough. */
const alike = async (reader: RegisterReader, written: string): Promise<string[]> => {
  const wanted = written.toLowerCase();
  const ids: string[] = [];
  for await (const { id, name } of reader.resources({ includeRetired: true })) {
    const last = id.toLowerCase().split(/[/:]/).at(-1);
    if (last !== wanted && name?.toLowerCase() !== wanted) continue;
    ids.push(id);
    if (ids.length > ALIKE) break;
  }
  return ids;
};

/** By id; else by the last part of an id or by name, where that names one resource alone. */
const find = async (reader: RegisterReader, written: string): Promise<ResourceView> => {
  const exact = await reader.show(written);
  if (exact !== undefined) return exact;
  const ids = await alike(reader, written);
  const view = ids.length === 1 ? await reader.show(ids[0]!) : undefined;
  if (view !== undefined) return view;
  const told = ids.slice(0, ALIKE).join(', ') + (ids.length > ALIKE ? ', …' : '');
  throw new UsageError(
    ids.length === 0
      ? `the register has no resource "${written}": \`cadastre resources\` lists the ids`
      : `"${written}" names more than one resource: ${told}`,
  );
};

export const define: Define = (command, io) => {
  placeOptions(command)
    .argument(
      '<id>',
      'id of the resource, in any casing; or its last part or its name, where one resource alone has it',
    )
    .addOption(textFormatOption())
    .action((id: string, options: PlaceOptions & { readonly format: TextFormat }) =>
      withRegister(options, io, async (reader) => {
        const view = await find(reader, id);
        await write(
          io.out,
          options.format === 'json' ? `${JSON.stringify(viewJson(view), null, 2)}\n` : viewText(view),
        );
      }),
    );
  examples(
    command,
    'show arn:aws:ec2:eu-west-1:123456789012:volume/vol-0a1b2c3d',
    'show vol-0a1b2c3d --format json | jq .resource.owner',
  );
};
