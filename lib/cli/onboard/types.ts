/** What a cloud needs before Cadastre can read it: steps to be done once, by somebody who may. */
import type { Collected } from '../../deployed/access.ts';

/** What the config cannot know, as options give it. */
export interface Known {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly partition?: string | undefined;
  readonly unit?: string | undefined;
  readonly tenant?: string | undefined;
  readonly managementGroup?: string | undefined;
  readonly project?: string | undefined;
  readonly organization?: string | undefined;
}

export interface Situation extends Known {
  /** What the deployment is named by. */
  readonly name: string;
  readonly collected: Collected;
  /** Where `npx cdk deploy` rolls the member role out by a StackSet: as whom. Absent: it is done by hand. */
  readonly stackSetBy?: 'management' | 'delegated' | undefined;
}

export interface Step {
  /** What it does and who may do it: sentences, without a final line break. */
  readonly why: string;
  /** Commands, each of a line or more. */
  readonly run: readonly string[];
}

export interface Onboarding {
  readonly steps: readonly Step[];
  /** By file name: what the commands write, and what else follows from the config. */
  readonly documents: Readonly<Record<string, object>>;
  /** Lines that the config must have afterwards. */
  readonly config: readonly string[];
  /** Words in capitals that stand for what was not told → what they stand for. */
  readonly placeholders: Readonly<Record<string, string>>;
}

/** What every cloud must know of AWS. */
export const ACCOUNT = ['ACCOUNT_ID', 'the AWS account that Cadastre runs in (--account, or deploy.account)'] as const;

/** Values that may be missing: each leaves a word in capitals, which is told at the end. */
export const openPlaceholders = () => {
  const missing: Record<string, string> = {};
  return {
    missing,
    /** The value, or its placeholder. `meaning` says what it is and which option gives it. */
    or: (value: string | undefined, placeholder: string, meaning: string): string => {
      if (value !== undefined) return value;
      missing[placeholder] = meaning;
      return placeholder;
    },
  };
};
