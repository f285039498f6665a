/** Every command by name; its file is imported only when it is asked for, so that help is quick. */
import type { Command } from 'commander';
import type { ExitCode, Io } from './io.ts';

/** Gives a command its options and its action. */
export type Define = (command: Command, io: Io, exit: (code: ExitCode) => void) => void;

interface Entry {
  readonly summary: string;
  readonly load: () => Promise<{ readonly define: Define }>;
}

export const commands: Readonly<Record<string, Entry>> = {
  collect: { summary: 'collect all clouds into the register', load: () => import('./commands/collect.ts') },
  resources: { summary: 'list resources', load: () => import('./commands/resources.ts') },
  owners: { summary: 'list owners with what they own', load: () => import('./commands/owners.ts') },
  findings: { summary: 'list open findings', load: () => import('./commands/findings.ts') },
  suppress: {
    summary: 'keep a finding from being told until a day, and say why',
    load: () => import('./commands/suppress.ts'),
  },
  changes: { summary: 'list what changed, newest first', load: () => import('./commands/changes.ts') },
  show: { summary: 'show all about one resource', load: () => import('./commands/show.ts') },
  impact: {
    summary: 'list what depends on a resource, and what it would leave behind',
    load: () => import('./commands/impact.ts'),
  },
  runs: { summary: 'list past runs', load: () => import('./commands/runs.ts') },
  coverage: {
    summary: 'tell how fresh each listing of each account is',
    load: () => import('./commands/coverage.ts'),
  },
  forget: {
    summary: 'retire what is no longer collected, and note who said so',
    load: () => import('./commands/forget.ts'),
  },
  kinds: { summary: 'list the kinds of resources', load: () => import('./commands/kinds.ts') },
  checks: { summary: 'list the checks and their params', load: () => import('./commands/checks.ts') },
  serve: { summary: 'answer questions about the register over HTTP', load: () => import('./commands/serve.ts') },
  doctor: { summary: 'try credentials, roots and permissions', load: () => import('./commands/doctor.ts') },
  onboard: {
    summary: 'print what a cloud needs before it can be read: roles, policies, commands',
    load: () => import('./commands/onboard.ts'),
  },
  sample: { summary: 'serve the sample estate, or let days go by in it', load: () => import('./commands/sample.ts') },
};
