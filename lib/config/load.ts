/** Reads `cadastre.yaml`: all of its mistakes at once, each with its place, or a config that can be used. */
import { basename, dirname, resolve } from 'node:path';
import type { Document } from 'yaml';
import type { CheckSettings } from '../checks/evaluate.ts';
import { readTarget } from '../events/targets.ts';
import type { Root } from '../providers/roots.ts';
import { ConfigError, type Mistake } from './errors.ts';
import { explain } from './explain.ts';
import { locate } from './locate.ts';
import { readPeople } from './people.ts';
import { configSchema } from './schema.ts';
import { selectedBy } from './selection-schema.ts';
import { readText } from './text.ts';
import type { Config } from './types.ts';
import { readYaml, unfolded } from './yaml.ts';

/** A key with nothing after it is a key that was left out: so an example's section may stand empty. */
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
};

const keyText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');

const inFolder = (folder: string, root: Root): Root =>
  root.provider === 'azure' && root.caFile !== undefined ? { ...root, caFile: resolve(folder, root.caFile) } : root;

const valueIn = (document: Document.Parsed, mistake: (message: string) => Mistake): unknown => {
  try {
    return unfolded(document);
  } catch (error) {
    throw error instanceof RangeError ? new ConfigError([mistake(error.message)]) : error;
  }
};

/**
 * Reads the config at `path`; relative paths in it resolve against its folder. Throws a `ConfigError` with every
 * mistake, one of the file itself among them.
 */
export const loadConfig = async (path: string): Promise<Config> => {
  const file = basename(path);
  const folder = dirname(resolve(path));
  const read = await readText(path);
  if ('message' in read) throw new ConfigError([{ file, key: '', ...read }]);
  const { document, lines, fatal, slight } = readYaml(read.text);
  const at = (offset: number, key: string, message: string): Mistake => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), key, message };
  };
  if (fatal.length > 0) throw new ConfigError(fatal.map((flaw) => at(flaw.at, '', flaw.message)));
  const mistakes = slight.map((flaw) => at(flaw.at, '', flaw.message));
  const written = withoutNulls(valueIn(document, (message) => at(0, '', message))) as {
    owners?: { directory?: unknown };
    checks?: CheckSettings;
  };
  const { data, error } = configSchema.safeParse(written, { reportInput: true });
  const problems = (error?.issues ?? []).flatMap((issue) => explain(issue, written));
  const { entries: directory, remarks } = await readPeople(written.owners?.directory, folder, problems);
  for (const { path: where, at: part, message, other } of problems) {
    const line = other && lines.linePos(locate(document, other).value).line;
    mistakes.push(
      at(locate(document, where)[part], keyText(where), line === undefined ? message : `${message} in line ${line}`),
    );
  }
  if (data === undefined || mistakes.length > 0)
    throw new ConfigError(mistakes.sort((a, b) => a.line - b.line || a.column - b.column));
  return {
    roots: data.roots.map((root) => inFolder(folder, root)),
    owners: { ...data.owners, directory },
    ...(remarks.length > 0 && { remarks }),
    requiredTags: data.tags.required,
    tags: { aliases: data.tags.aliases, values: data.tags.values },
    checks: written.checks ?? {},
    guards: data.guards,
    concurrency: data.concurrency,
    notify: data.notify.map((target) => readTarget(target, folder)),
    events: data.events.map((target) => readTarget(target, folder)),
    lifecycle: data.lifecycle,
    ...selectedBy(data.exclude, data.include),
    historyDays: data.history.days === 'forever' ? undefined : data.history.days,
    ...(data.dataDir !== undefined && { dataDir: resolve(folder, data.dataDir) }),
    ...(data.deploy !== undefined && { deploy: data.deploy }),
  };
};
