/** docs/benchmarks.md: sections under headings, of which each part of the bench writes its own and leaves the others. */
import { cpus, totalmem } from 'node:os';

const HEAD = `# Benchmarks

\`npm run bench\` measures all of this, \`npm run bench -- cost\` one part: \`collect\`, \`startup\`, \`bundles\`,
\`cost\`, \`memory\`, \`growth\`. Each part writes its own sections here, and says when and on what it was measured.
`;

export interface Section {
  readonly heading: string;
  /** Without its heading. */
  readonly text: string;
}

/** The sections of a document, in order; what stands before the first is not among them. */
const sectionsIn = (document: string): Section[] =>
  document
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n');
      return { heading: section.slice(0, end), text: section.slice(end).trim() };
    });

/** The document with these sections in place of those with their headings; new ones come at the end. */
export const withSections = (document: string, written: readonly Section[]): string => {
  const texts = new Map([...sectionsIn(document), ...written].map(({ heading, text }) => [heading, text.trim()]));
  return `${HEAD}\n${[...texts].map(([heading, text]) => `## ${heading}\n\n${text}\n`).join('\n')}`;
};

/** When and on what a section was measured. */
export const measuredOn = (part: string): string => {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${whole(totalmem() / 2 ** 30)} GiB`;
  return `Measured on ${new Date().toISOString().slice(0, 10)} with \`npm run bench -- ${part}\`: Node ${process.versions.node}, ${machine}.`;
};

export const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');
export const tenth = (value: number): string => value.toFixed(1);

/** A table of Markdown; columns whose head ends in `:` are aligned to the right. */
export const tableOf = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads.map((head) => head.replace(/:$/, '')), heads.map((head) => (head.endsWith(':') ? '---:' : '---')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
