/** `cadastre suppress`: a finding that is not told until a day, on somebody's word; taken back, and listed. */
import { ignoreOf, isDay, readIgnores } from '../../checks/ignore.ts';
import type { RegisterWriter, Suppression } from '../../register/assertion-types.ts';
import type { Finding, RegisteredResource } from '../../register/types.ts';
import { suppressionShape } from '../../reports/shapes.ts';
import type { Define } from '../commands.ts';
import { findResource, idHelp } from '../find.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { safe } from '../format/text.ts';
import { say, UsageError, write } from '../io.ts';
import { applicableCheck, knownCheck } from '../names.ts';
import { examples, listFormatOption, registerOptions } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { withRegister } from '../register.ts';
import { byOption, given, speaker } from '../speaker.ts';
import { lasting } from '../words.ts';

interface Options extends RegisterOptions {
  readonly check?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly remove?: true;
  readonly list?: true;
  readonly format: ListFormat;
}

const shape: ListShape<Suppression> = {
  table: [
    { header: 'CHECK', value: ({ check }) => check, cut: 'end', least: 16 },
    { header: 'UNTIL', value: ({ until }) => until },
    { header: 'BY', value: ({ by }) => by, cut: 'end' },
    { header: 'SAID', value: ({ at }) => at.slice(0, 10), drop: 1 },
    { header: 'REASON', value: ({ reason }) => reason, cut: 'end', least: 18 },
    { header: 'RESOURCE', value: ({ resourceId }) => resourceId, cut: 'start', least: 22 },
  ],
  ...suppressionShape,
};

const lastDay = (written: string | undefined, now: string): string => {
  const day = given(written, '--until', 'until when');
  if (!isDay(day)) throw new UsageError(`--until takes a day as 2026-12-31, not "${day}"`);
  if (day < now.slice(0, 10)) throw new UsageError(`--until ${day} is over already`);
  return day;
};

const tagWords = ({ suppressed }: Finding): string =>
  suppressed?.source === 'tag' ? ` Its tag ${suppressed.by}="${suppressed.reason}" suppresses it still.` : '';

interface Work {
  readonly check: string;
  readonly resource: RegisteredResource;
  readonly by: string;
  readonly now: string;
  readonly writer: RegisterWriter;
}

/** What was done, and the words for it. */
type Done = readonly [done: readonly Suppression[], words: string];

const suppress = async ({ check, resource, by, now, writer }: Work, options: Options): Promise<Done> => {
  const until = lastDay(options.until, now);
  const reason = given(options.reason, '--reason', 'why');
  if (resource.lifecycle === 'retired') throw new UsageError(`${resource.id} is retired: it has no findings any more`);
  const { suppression, finding } = await writer.suppress({ id: resource.id, check, until, reason, by, now });
  const none = finding === undefined ? ' It has no such finding now; one that comes will not be told.' : '';
  return [[suppression], `Suppressed ${check} on ${resource.id}${lasting(until)}, by ${by}.${none}`];
};

const remove = async ({ check, resource, by, now, writer }: Work): Promise<Done> => {
  const { ended, finding } = await writer.unsuppress({ id: resource.id, check, by, now });
  if (ended.length === 0) {
    const tag = ignoreOf(readIgnores(resource.tags), check);
    const hint = tag === undefined ? '' : `; its tag ${tag.by}="${tag.reason}" does: take that off the resource`;
    throw new UsageError(`nobody has suppressed ${check} on ${resource.id}${hint}`);
  }
  return [ended, `${check} on ${resource.id} is no longer suppressed by a person.${finding ? tagWords(finding) : ''}`];
};

async function* ofCheck(all: AsyncIterable<Suppression>, check: string | undefined): AsyncGenerator<Suppression> {
  for await (const one of all) if (check === undefined || one.check === check) yield one;
}

export const define: Define = (command, io) => {
  registerOptions(command)
    .argument('[id]', idHelp)
    .option('--check <check>', 'the check whose finding is not to be told')
    .option('--until <day>', 'the last day of it, as 2026-12-31; the finding is open again on the next (UTC)')
    .option('--reason <text>', 'why')
    .option(...byOption)
    .option('--remove', 'take it back: the finding is open again')
    .option('--list', 'list what people suppress; `findings --suppressed` has what tags suppress as well')
    .addOption(listFormatOption())
    .action(async (id: string | undefined, options: Options) => {
      await knownCheck(options.check);
      await withRegister(options, io, async (reader, writer, time) => {
        if (options.list) {
          const rows = ofCheck(reader.suppressions(), options.check);
          const count = await writeList(rows, options.format, shape, io);
          if (count === 0) await say(io, 'Nobody suppresses anything.');
          return;
        }
        const written = given(id, '<id>', 'on which resource');
        const check = given(options.check, '--check', 'which check');
        const now = new Date(time).toISOString();
        const by = await speaker(reader, options.by, io.env);
        const resource = await findResource(reader, written, (one) => reader.resource(one));
        await applicableCheck(check, resource);
        const work = { check, resource, by, now, writer };
        const [done, words] = options.remove ? await remove(work) : await suppress(work, options);
        if (options.format === 'table') await write(io.out, `${safe(words)}\n`);
        else await writeList(done, options.format, shape, io);
      });
    });
  examples(
    command,
    "suppress vol-0a1b2c3d --check unattached_disk --until 2026-12-31 --reason 'kept for the audit'",
    'suppress vol-0a1b2c3d --check unattached_disk --remove',
    'suppress --list',
  );
};
