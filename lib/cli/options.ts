/** Options that several commands share, and the readers of their values. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { listFormats } from './format/list.ts';

/** Where the register on this machine is: on every command that touches it. */
export const placeOptions = (command: Command): Command =>
  command
    .option(
      '--data <dir>',
      'folder of the register (default: CADASTRE_DATA, else .cadastre/sample, or .cadastre/register beside the config)',
    )
    .option(
      '--config <file>',
      'config to use (default: CADASTRE_CONFIG, else cadastre.yaml in the working directory or above, if there is one)',
    )
    .option('--sample', 'work on the sample estate although there is a config');

/** Which register is read: on every command that reads one. */
export const registerOptions = (command: Command): Command =>
  placeOptions(command)
    .option('--table <name>', 'the deployed register in this DynamoDB table, with your own AWS credentials')
    .option('--table-region <region>', 'AWS region of the table (default: that of your profile, or AWS_REGION)')
    .option('--deployed', 'the register that the config deploys, with your own AWS credentials');

export const listFormatOption = (): Option =>
  new Option('--format <format>', 'how the list is written: xlsx is for people; csv, json and ndjson are for programs')
    .choices(listFormats)
    .default('table');

const textFormats = ['text', 'json'] as const;
export type TextFormat = (typeof textFormats)[number];

export const textFormatOption = (): Option =>
  new Option('--format <format>', 'how the answer is written').choices(textFormats).default('text');

/** A whole number from `least` to `most`. */
export const wholeNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (written: string): number => {
    const value = Number(written);
    if (!/^\d+$/.test(written) || value < least || value > most)
      throw new InvalidArgumentError(
        most === Number.MAX_SAFE_INTEGER
          ? `Expected a whole number of at least ${least}.`
          : `Expected a whole number from ${least} to ${most}.`,
      );
    return value;
  };

/** Text of a form, told by an example. */
export const matching =
  (form: RegExp, example: string) =>
  (written: string): string => {
    if (!form.test(written)) throw new InvalidArgumentError(`Expected it as ${example}.`);
    return written;
  };

const spans: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90m`, `24h` or `7d` in milliseconds. */
export const timeSpan = (written: string): number => {
  const [, value, unit] = /^(\d{1,6})([smhd])$/.exec(written) ?? [];
  if (unit === undefined) throw new InvalidArgumentError('Expected a time as 90m, 24h or 7d.');
  return Number(value) * spans[unit]!;
};

type TagPair = readonly [key: string, value: string];

/** One more `key=value` beside those given before. */
export const tagPair = (written: string, before: readonly TagPair[] = []): readonly TagPair[] => {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(written) ?? [];
  if (key === undefined || value === undefined) throw new InvalidArgumentError('Expected key=value.');
  return [...before, [key, value]];
};

/** `owner,env` as a list of words. */
export const wordList = (written: string): readonly string[] => {
  const words = written.split(',').map((word) => word.trim());
  if (words.includes('')) throw new InvalidArgumentError('Expected words with a comma between, as owner,env.');
  return words;
};

export const examples = (command: Command, ...lines: readonly string[]): Command =>
  command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ cadastre ${line}`).join('\n')}`);
