/** The projects below a root: those that are read, those that are nobody's or no longer, and where the root stands. */
import { ProviderError } from '../../providers/errors.ts';
import type { GcpAsset } from '../../providers/gcp/asset.ts';
import type { Assets } from '../../providers/gcp/assets.ts';
import { ASSET_VIEWER } from '../../providers/gcp/errors.ts';
import type { Account, ClosedAccount, Place } from '../../providers/types.ts';
import { word } from '../normalise.ts';
import { identityOf, PROJECT, projectNameOf } from './gcp-identity.ts';

export interface Projects {
  readonly accounts: readonly Account[];
  readonly closed: readonly ClosedAccount[];
  /** Ids of projects by number, the closed ones among them: assets name their project by either. */
  readonly numbers: Readonly<Record<string, string>>;
  /** Names of what the root is, and of all above it. */
  readonly inside: readonly string[];
}

interface ProjectData {
  readonly projectId?: unknown;
  readonly projectNumber?: unknown;
  /** How people call it: v3 has it as `displayName`, and its own resource name as `name`. */
  readonly name?: unknown;
  readonly displayName?: unknown;
  /** Of the resource manager's v1; v3 has `state`. */
  readonly lifecycleState?: unknown;
  readonly state?: unknown;
}

/** https://cloud.google.com/resource-manager/reference/rest/v3/projects#State, and v1's LifecycleState. */
const endedStates = new Set<unknown>(['DELETE_REQUESTED', 'DELETE_IN_PROGRESS']);

/**
 * Projects that Google makes, one for each script of Apps Script, in a folder of its own below the organisation.
 * https://developers.google.com/apps-script/guides/cloud-platform-projects
 */
const ofAppsScript = /^sys-\d{20,}$/;

/** Whether a project is Apps Script's: nobody made it, and nobody keeps a resource in it. */
export const isAppsScript = (projectId: string): boolean => ofAppsScript.test(projectId);

const closedReason = (projectId: string, { lifecycleState, state }: ProjectData): string | undefined => {
  if (endedStates.has(lifecycleState ?? state)) return 'the project is being deleted';
  return isAppsScript(projectId) ? 'Apps Script made the project for a script' : undefined;
};

/** Numbers of the folders above an asset. */
const foldersIn = ({ ancestors = [] }: GcpAsset): string[] =>
  ancestors.flatMap((one) => /^folders\/(\d+)$/.exec(String(one))?.slice(1) ?? []);

const insideOf = (
  { ancestors = [] }: GcpAsset,
  parent: string,
  projectId: string,
  number: string | undefined,
): string[] => {
  const own = [`projects/${projectId}`, ...(number === undefined ? [] : [`projects/${number}`])];
  const names = [...new Set([...own, ...ancestors.map(String)])];
  return own.includes(parent) ? names : names.slice(names.indexOf(parent));
};

/** Asks for all projects below `parent`. Throws a `ProviderError` where there is none. */
export const projectsOf = async (assets: Assets, parent: string, place: Place): Promise<Projects> => {
  const accounts = new Map<string, Account>();
  const closed = new Map<string, ClosedAccount>();
  const numbers: Record<string, string> = {};
  const inside = new Set<string>([parent]);
  for await (const page of assets.pages(parent, [PROJECT], place)) {
    for (const asset of page) {
      const data = asset.resource.data as ProjectData;
      const { accountId, tags } = identityOf(asset, new Map());
      const id = accountId ?? 'unknown';
      const name = projectNameOf(data);
      const number = word(data.projectNumber) ?? /projects\/(\d+)$/.exec(asset.name)?.[1];
      if (number !== undefined) numbers[number] = id;
      if (asset.ancestors?.includes(parent) || parent === `projects/${id}`)
        for (const one of insideOf(asset, parent, id, number)) inside.add(one);
      const reason = closedReason(id, data);
      if (reason === undefined) accounts.set(id, { id, name, tags: tags ?? {}, folders: foldersIn(asset) });
      else closed.set(id, { id, name, reason });
    }
  }
  // Who may no longer see is answered with nothing, not with a refusal.
  if (accounts.size + closed.size === 0)
    throw new ProviderError(
      'access_denied',
      `Cloud Asset Inventory shows no project below ${parent}.`,
      place,
      ASSET_VIEWER,
    );
  return { accounts: [...accounts.values()], closed: [...closed.values()], numbers, inside: [...inside] };
};
