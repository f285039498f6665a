/** What is registered and what is only counted: the types that explode, and what the config excludes or takes in. */
import type { Account, ProviderId } from '../providers/types.ts';
import { countedBecause, fitting } from './facts/facts.ts';
import type { Resource } from './types.ts';

/** Globs by what they are about. */
export interface Parts {
  /** The providers' own words: `k8s.io/*`. */
  readonly types: readonly string[];
  /** AWS accounts, Azure subscriptions and Google projects, by id. */
  readonly accounts: readonly string[];
  /** Google projects alone. */
  readonly projects: readonly string[];
  /** Google folders, by number, with all that is below them. */
  readonly folders: readonly string[];
}

/** As the config has it, plain JSON. What `include` names is taken, though `exclude` or a default names it too. */
export interface Selection {
  readonly exclude: Parts;
  readonly include: Parts;
}

const noParts: Parts = { types: [], accounts: [], projects: [], folders: [] };

/** What a config selects that says nothing of it. */
export const noSelection: Selection = { exclude: noParts, include: noParts };

const LEFT_OUT = 'the config leaves';

/** A resource as far as selecting it needs; `fields` are empty where only an entry of it is known. */
export type Selectable = Pick<Resource, 'provider' | 'kind' | 'type' | 'accountId' | 'fields'>;

export interface Selector {
  /** Why an account's resources are not registered; undefined where they are. */
  readonly account: (account: Account, provider: ProviderId) => string | undefined;
  /** Why a resource of an account that is registered is counted alone; undefined where it has a row. */
  readonly because: (resource: Selectable) => string | undefined;
  /** Why types lack that the config itself names; undefined where it names none. */
  readonly lacking: string | undefined;
}

const placesOf = ({ accounts, projects, folders }: Parts) => {
  const [account, project, folder] = [fitting(accounts), fitting(projects), fitting(folders)];
  return {
    account: (id: string, provider: ProviderId) => account(id) || (provider === 'gcp' && project(id)),
    folder: (number: string) => folder(number),
  };
};

const folderOf = (name: string): string => name.replace(/^folders\//, '');

/** `leaveOut`: ids of kinds that the config excludes. */
export const selectorOf = ({ exclude, include }: Selection, leaveOut: ReadonlySet<string> = new Set()): Selector => {
  const [outType, inType] = [fitting(exclude.types), fitting(include.types)];
  const [out, into] = [placesOf(exclude), placesOf(include)];
  return {
    account({ id, folders = [] }, provider) {
      if (into.account(id, provider)) return undefined;
      if (out.account(id, provider)) return `${LEFT_OUT} the account out`;
      if (folders.some(into.folder)) return undefined;
      return folders.some(out.folder) ? `${LEFT_OUT} its folder out` : undefined;
    },
    because(resource) {
      const { kind, type, accountId } = resource;
      if (accountId.startsWith('folders/')) {
        const number = folderOf(accountId);
        if (out.folder(number) && !into.folder(number)) return `${LEFT_OUT} the folder out`;
      }
      if (leaveOut.has(kind)) return `${LEFT_OUT} the kind out`;
      if (inType(type)) return undefined;
      return outType(type) ? `${LEFT_OUT} the type out` : countedBecause(resource as Resource);
    },
    lacking: exclude.types.length > 0 ? `${LEFT_OUT} types out: ${exclude.types.join(', ')}` : undefined,
  };
};
