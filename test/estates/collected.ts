/** The real way over an invented estate: the sample's servers, SDK clients, the collector, a table, the reader. */
import type { Root } from '../../lib/providers/roots.ts';
import type { Database } from '../../lib/register/database.ts';
import type { Finding, RegisteredResource, RegisterReader, Run } from '../../lib/register/types.ts';
import type { Policy } from '../../lib/runs/rules.ts';
import { type RunOptions, runOnce } from '../../lib/runs/run.ts';
import { samplePolicy } from '../../lib/sample/policy.ts';
import { type ServeOptions, serveSample } from '../../lib/sample/serve.ts';
import { gathered, openRegister } from '../pipeline/harness.ts';
import { cloudsOf, estateOf, type Invented } from './estate.ts';

/** One run: what there is on a day, counted from noon of 1 June 2026. */
export interface Step extends Invented {
  readonly day?: number;
  /** The roots of this run, where they differ from the case's. */
  readonly roots?: Case['roots'];
  readonly faults?: ServeOptions['faults'];
  readonly azureActions?: ServeOptions['azureActions'];
  /** What somebody does to the register before it. */
  readonly before?: (database: Database) => Promise<unknown>;
  /** In place of the case's. */
  readonly policy?: InventedPolicy;
}

type InventedPolicy = Partial<Omit<Policy, 'owners'>> & { readonly owners?: Partial<Policy['owners']> };

/** `runs`: one after another, each with what differs from what is stated beside them; one run where absent. */
export interface Case extends Invented, Partial<Pick<RunOptions, 'lifecycle' | 'leaveOut' | 'selection'>> {
  readonly policy?: InventedPolicy;
  readonly runs?: readonly Step[];
  /** The roots as a config would have them, out of those of the served clouds. */
  readonly roots?: (served: readonly Root[]) => readonly Root[];
}

/** What the register holds after the last run, and the runs' records. */
export interface Collected {
  readonly runs: readonly Run[];
  /** By id, the retired among them. */
  readonly resources: ReadonlyMap<string, RegisteredResource>;
  readonly findings: readonly Finding[];
  /** The first resource whose id ends so; throws where there is none. */
  resource(end: string): RegisteredResource;
  /** `check verdict: reason` of each open finding of that resource. */
  said(end: string): readonly string[];
}

const START = Date.UTC(2026, 5, 1, 12);
const DAY_MS = 86_400_000;

/** Collects a case and gives what came out; `look` may ask the register more before it is closed. */
export const collected = async (
  { policy: usual, runs: steps = [{}], roots = (served) => served, lifecycle, leaveOut, selection, ...there }: Case,
  look?: (reader: RegisterReader) => Promise<void>,
): Promise<Collected> => {
  const register = await openRegister();
  try {
    const runs: Run[] = [];
    for (const { day = 0, faults, azureActions, roots: own = roots, policy = usual, before, ...differs } of steps) {
      await before?.(register.table.database);
      const invented: Invented = { ...there, ...differs };
      const served = await serveSample(
        { seed: 1, size: 100, day: 0 },
        {
          throttle: false,
          alter: estateOf(invented),
          ...(faults && { faults }),
          ...(azureActions && { azureActions }),
        },
      );
      try {
        const clouds = cloudsOf(invented);
        runs.push(
          await runOnce({
            database: register.table.database,
            roots: own(served.roots.filter(({ provider }) => clouds.has(provider))),
            connections: () => served.connections,
            policy: {
              ...{ ...samplePolicy, requiredTags: [], ...policy },
              owners: { ...samplePolicy.owners, rules: [], ...policy?.owners },
            },
            ...{ lifecycle, leaveOut, selection },
            concurrency: { partitions: 4, listings: 6 },
            takeOver: true,
            now: () => new Date(START + day * DAY_MS),
            onProgress: () => undefined,
            signal: undefined,
          }),
        );
      } finally {
        await served.close();
      }
    }
    const resources = new Map((await register.all()).map((one) => [one.id, one]));
    const findings = await gathered(register.reader.findings({}));
    await look?.(register.reader);
    const resource = (end: string): RegisteredResource => {
      const found = [...resources.values()].find(({ id }) => id.endsWith(end));
      if (found === undefined)
        throw new Error(`no resource whose id ends in ${end}: ${[...resources.keys()].join(', ')}`);
      return found;
    };
    return {
      ...{ runs, resources, findings, resource },
      said: (end) =>
        findings
          .filter(({ resourceId }) => resourceId === resource(end).id)
          .map(({ check, verdict, reason }) => `${check} ${verdict}: ${reason}`)
          .sort(),
    };
  } finally {
    await register.close();
  }
};
