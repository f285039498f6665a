/** The questions that people ask, over the table's indexes. */
import { checkIds } from '../checks/catalog.ts';
import { impactOf } from '../collect/impact.ts';
import { openDirectory } from '../owners/directory.ts';
import { named, readNames, withNames } from './account-names.ts';
import { acts } from './acts.ts';
import type { Suppression } from './assertion-types.ts';
import { assertionsOn, suppressionsIn } from './assertions.ts';
import { changes, changesSince } from './changes.ts';
import { counted } from './counted.ts';
import { coverage, knownAccounts } from './coverage.ts';
import type { Database } from './database.ts';
import { forgettable } from './forget.ts';
import type { Impact, PastView } from './history-types.ts';
import { findingFrom, resourceFrom } from './items.ts';
import { linkedFrom, readTies } from './links.ts';
import { ordered } from './merge.ts';
import { called, everyName, regionsOf } from './named.ts';
import { itemOf, versionsOf, wholePastOf } from './past.ts';
import { readInForce } from './policy.ts';
import { allProfiles } from './profiles.ts';
import { query, resources } from './resources.ts';
import { firstRun, latestRuns } from './runs.ts';
import { counts, owners, partitionsOf } from './summaries.ts';
import { checkQuery, ownerQueries } from './table.ts';
import type { Finding, FindingQuery, RegisteredResource, RegisterReader, ResourceView } from './types.ts';

async function* findings(database: Database, wanted: FindingQuery): AsyncGenerator<Finding> {
  const items =
    wanted.owner === undefined
      ? query(database, (wanted.check === undefined ? checkIds : [wanted.check]).map(checkQuery))
      : ordered(
          ownerQueries(wanted.owner, 'f', wanted.check).map((one) => database.queryIndex(one)),
          ({ ownerSk }) => ownerSk,
        );
  for await (const item of items) {
    const finding = findingFrom(item);
    if (finding && (finding.suppressed === null || wanted.includeSuppressed)) yield finding;
  }
}

async function* suppressions(database: Database): AsyncGenerator<Suppression> {
  for (const { partition } of await partitionsOf(database)) yield* await suppressionsIn(database, partition);
}

const show = async (database: Database, asked: string, now: number): Promise<ResourceView | undefined> => {
  const item = await itemOf(database, asked);
  if (item === undefined) return undefined;
  const names = await readNames(database);
  const resource = named(resourceFrom(item), names);
  const findings: Finding[] = [];
  for await (const found of database.query(item.pk, 'f#')) {
    const finding = findingFrom(found);
    if (finding) findings.push(named(finding, names));
  }
  return {
    resource,
    linkedFrom: await linkedFrom(database, resource.id),
    findings,
    versions: await versionsOf(database, item, now),
    assertions: await assertionsOn(database, resource.id),
  };
};

const resourceOf = async (database: Database, asked: string): Promise<RegisteredResource | undefined> => {
  const item = await itemOf(database, asked);
  return item && named(resourceFrom(item), await readNames(database));
};

const showAt = async (database: Database, asked: string, at: string, now: number): Promise<PastView | undefined> => {
  const item = await itemOf(database, asked);
  if (item === undefined) return undefined;
  const past = await wholePastOf(database, item, at, now);
  if (past.resource === null) return { ...past, id: item.id };
  return { ...past, resource: named(past.resource, await readNames(database)) };
};

const impact = async (database: Database, asked: string, depth?: number): Promise<Impact | undefined> => {
  const item = await itemOf(database, asked);
  if (item === undefined) return undefined;
  const found = impactOf(await readTies(database), resourceFrom(item), depth);
  const names = await readNames(database);
  const all = (some: Impact['orphans']) => some.map((one) => named(one, names));
  return { ...found, dependents: all(found.dependents), orphans: all(found.orphans) };
};

/** Owners' counts and names are as the last run left them. `clock` tells what of the history has expired. */
export const openReader = (database: Database, clock: () => number = Date.now): RegisterReader => ({
  resources: (wanted, untold) => withNames(database, resources(database, wanted, clock(), untold)),
  findings: (wanted) => withNames(database, findings(database, wanted)),
  owners: () => owners(database),
  person: async (written) => openDirectory(await allProfiles(database)).resolve(written)[0]?.id,
  counts: () => counts(database),
  counted: () => counted(database),
  resource: (id) => resourceOf(database, id),
  show: (id) => show(database, id, clock()),
  showAt: (id, at) => showAt(database, id, at, clock()),
  changes: (wanted) => withNames(database, changes(database, wanted, clock())),
  changesSince: () => changesSince(database, clock()),
  impact: (id, depth) => impact(database, id, depth),
  called: (written) => called(database, written),
  everyName: () => everyName(database),
  accounts: () => knownAccounts(database),
  regions: () => regionsOf(database),
  firstRun: () => firstRun(database),
  inForce: () => readInForce(database),
  suppressions: () => suppressions(database),
  runs: (limit) => latestRuns(database, limit),
  coverage: () => withNames(database, coverage(database)),
  forgettable: (selector) => withNames(database, forgettable(database, selector)),
  forgettings: () => acts(database, 'forget'),
  confirmations: () => acts(database, 'confirm'),
});
