/** `cadastre doctor`: which credentials, roots and permissions work, and what to do about the rest. */
import type { Probe } from '../../kinds/listing.ts';
import { errorText, ProviderError } from '../../providers/errors.ts';
import { begun } from '../begun.ts';
import type { Define } from '../commands.ts';
import { safe } from '../format/text.ts';
import { exitCodes, write } from '../io.ts';
import type { RootToTry } from '../local.ts';
import { examples, placeOptions, type TextFormat, textFormatOption } from '../options.ts';
import { choosePlace, type PlaceOptions } from '../place.ts';

interface Tried extends Probe {
  readonly root: string;
}

/** A root that does not even open is one failed probe: the others are still tried. */
async function* tryRoot({ id, open }: RootToTry, leaveOut: readonly string[]): AsyncGenerator<Tried> {
  let source: Awaited<ReturnType<typeof open>>;
  try {
    source = await open();
  } catch (error) {
    const detail =
      error instanceof ProviderError ? errorText(error) : String(error instanceof Error ? error.message : error);
    yield { root: id, what: 'open the root', ok: false, detail, advice: null };
    return;
  }
  try {
    for await (const { what, ok, detail, advice } of source.probe(leaveOut))
      yield { root: id, what, ok, detail, advice };
  } finally {
    await source.close();
  }
}

const line = ({ ok, what, detail, advice }: Tried): string => {
  const text = `  ${ok ? 'ok    ' : 'failed'}  ${safe(what)}${detail === '' ? '' : `: ${safe(detail)}`}\n`;
  return advice === null ? text : `${text}          ${safe(advice)}\n`;
};

export const define: Define = (command, io, exit) => {
  placeOptions(command)
    .addOption(textFormatOption())
    .action(async (options: PlaceOptions & { readonly format: TextFormat }) => {
      const place = await choosePlace(options, 'config', io);
      const { roots, close } = await io.local.roots(place.config ?? 'sample', place.dataDir);
      const tried: Tried[] = [];
      try {
        // A root that waits for a cloud which does not answer holds none of the others up.
        const leaveOut = place.config?.leaveOut ?? [];
        const under = roots.map((root) => ({ id: root.id, tries: begun(tryRoot(root, leaveOut)) }));
        for (const { id, tries } of under) {
          if (options.format === 'text') await write(io.out, `${id}\n`);
          for await (const one of tries) {
            tried.push(one);
            if (options.format === 'text') await write(io.out, line(one));
          }
        }
      } finally {
        await close();
      }
      const failed = tried.filter(({ ok }) => !ok).length;
      if (failed > 0) exit(exitCodes.incomplete);
      if (options.format === 'json') return write(io.out, `${JSON.stringify(tried, null, 2)}\n`);
      await write(io.out, failed === 0 ? `All ${tried.length} work.\n` : `${failed} of ${tried.length} failed.\n`);
    });
  examples(command, 'doctor', 'doctor --config prod/cadastre.yaml --format json');
};
