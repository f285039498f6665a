/** What is known of a resource by its type: whether it takes tags, who makes it, how long it lives. */
import type { ProviderId } from '../../providers/types.ts';
import { isBilled as isBilledClass } from '../classes.ts';
import type { Resource } from '../types.ts';
import { awsTypes } from './aws.ts';
import { azureTypes } from './azure.ts';
import { gcpTypes } from './gcp.ts';
import type { TypeTable } from './table.ts';

/** One table for each cloud. */
export const typeTables: Readonly<Record<ProviderId, TypeTable>> = { aws: awsTypes, azure: azureTypes, gcp: gcpTypes };

const escaped = (glob: string): string => glob.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*');

/** Whether a word fits one of the globs, without regard to case: `*` stands for any characters. */
export const fitting = (globs: readonly string[]): ((word: string) => boolean) => {
  if (globs.length === 0) return () => false;
  const pattern = new RegExp(`^(?:${globs.map(escaped).join('|')})$`, 'i');
  return (word) => pattern.test(word);
};

/** Patterns are compiled once, and asked once for each type that there is. */
const memo = <Answer>(ask: (type: string) => Answer): ((type: string) => Answer) => {
  const answers = new Map<string, Answer>();
  return (type) => {
    let answer = answers.get(type);
    if (answer === undefined) answers.set(type, (answer = ask(type)));
    return answer;
  };
};

/** Of rules, those that are about a type. */
const ruled = <Rule extends { readonly types: readonly string[] }>(rules: readonly Rule[]) => {
  const compiled = rules.map((rule) => ({ rule, fits: fitting(rule.types) }));
  return memo((type) => compiled.filter(({ fits }) => fits(type)).map(({ rule }) => rule));
};

const compiledOf = (table: TypeTable) => ({
  taggable: memo((type) => table.taggable(type.toLowerCase())),
  made: ruled(table.made),
  counted: ruled(table.counted),
  ephemeral: memo(fitting(table.ephemeral)),
  billed: memo(fitting(table.billed)),
  outlives: memo(fitting(table.outlive)),
});

const compiled: Readonly<Record<ProviderId, ReturnType<typeof compiledOf>>> = {
  aws: compiledOf(typeTables.aws),
  azure: compiledOf(typeTables.azure),
  gcp: compiledOf(typeTables.gcp),
};

export interface ResourceFacts {
  /** Whether a tag or label can be put on it. */
  readonly taggable: boolean;
  /** The service that makes it by itself and keeps it, for a sentence; null: people do. */
  readonly madeBy: string | null;
}

/** Keepers that the contracts of classes tell: of interfaces, snapshots and backups. */
const keeperIn = ({ class: classId, fields }: Resource): string | null => {
  if (classId === 'network_interface') return fields.managed === true ? 'a service of the cloud' : null;
  if (classId === 'snapshot' || classId === 'database_snapshot')
    return typeof fields.managedBy === 'string' ? fields.managedBy : null;
  return null;
};

/** What is tagged takes tags, whatever the table says of its type: providers extend the list. */
export const factsOf = (resource: Resource): ResourceFacts => {
  const { taggable, made } = compiled[resource.provider];
  const tagged = resource.tags !== null && Object.keys(resource.tags).length > 0;
  const maker = made(resource.type).find(({ only }) => only?.(resource) !== false)?.by;
  return { taggable: tagged || taggable(resource.type), madeBy: maker ?? keeperIn(resource) };
};

/** Nobody tags it, or can: tags and an owner of its own are not asked of it. */
export const isExempt = ({ taggable, madeBy }: ResourceFacts): boolean => !taggable || madeBy !== null;

/** Why such a resource is counted and not registered, unless the config takes it in; undefined where it is registered. */
export const countedBecause = (resource: Resource): string | undefined =>
  compiled[resource.provider].counted(resource.type).find(({ only }) => only?.(resource) !== false)?.because;

/** Whether the provider bills for it just for existing: by its class, or by its type where no kind describes it. */
export const isBilled = ({ provider, type, class: classId }: Pick<Resource, 'provider' | 'type' | 'class'>): boolean =>
  isBilledClass(classId) || (classId === 'other' && compiled[provider].billed(type));

/** Whether such things come and go by the hour. */
export const isEphemeral = (provider: ProviderId, type: string): boolean => compiled[provider].ephemeral(type);

/** Why it may be gone although a source shows it whose showing proves nothing; null where nothing says so. */
export const doubtOf = ({ provider, type, tags }: Resource): string | null => {
  if (tags !== null && Object.keys(tags).length === 0) return 'it was tagged once, and may be gone';
  return compiled[provider].outlives(type) ? 'the index shows such things long after they are gone' : null;
};
