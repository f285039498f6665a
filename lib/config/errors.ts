/** One mistake in the config: where it stands, which key it is about, and what was expected there. */
export interface Mistake {
  readonly file: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  /** `owners.rules[0].match`; empty for the file as a whole. */
  readonly key: string;
  /** What is wrong and what was expected. */
  readonly message: string;
}

const mistakeText = ({ file, line, column, key, message }: Mistake): string =>
  `${file}:${line}:${column}: ${key === '' ? '' : `${key}: `}${message}`;

/** A config that cannot be used, with all of its mistakes; the message has one line for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(mistakeText).join('\n'));
    this.mistakes = mistakes;
  }
}
