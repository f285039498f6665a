/** A register in memory and captured streams, for commands that are run in this process. */
import { Writable } from 'node:stream';
import type { Io, Terminal } from '../../lib/cli/io.ts';
import type { Local } from '../../lib/cli/local.ts';
import { run } from '../../lib/cli/run.ts';
import { calledOf, lastPart } from '../../lib/collect/called.ts';
import { openDirectory } from '../../lib/owners/directory.ts';
import { noTagWords } from '../../lib/owners/tag-words.ts';
import type { DirectoryEntry } from '../../lib/owners/types.ts';
import type { Confirmation, Coverage, Forgetting } from '../../lib/register/act-types.ts';
import type { RegisterWriter, Suppression } from '../../lib/register/assertion-types.ts';
import type { Change, ChangeQuery, Impact, PastView } from '../../lib/register/history-types.ts';
import type { InForce } from '../../lib/register/policy.ts';
import type {
  Counted,
  Finding,
  OwnerSummary,
  RegisteredResource,
  RegisterReader,
  ResourceQuery,
  Run,
} from '../../lib/register/types.ts';

export const resource = (over: Partial<RegisteredResource> = {}): RegisteredResource => ({
  id: 'arn:aws:ec2:eu-west-1:123456789012:volume/vol-1',
  provider: 'aws',
  kind: 'aws_ebs_volume',
  type: 'AWS::EC2::Volume',
  class: 'disk',
  category: 'Storage',
  accountId: '123456789012',
  accountName: null,
  region: 'eu-west-1',
  name: 'data-1',
  tags: { Owner: 'Ana', env: 'prod' },
  group: null,
  owner: {
    id: 'ana',
    status: 'known',
    source: 'tag',
    key: 'Owner',
    value: 'Ana',
    from: 'arn:aws:ec2:eu-west-1:123456789012:volume/vol-1',
    coOwners: [],
    overrode: [],
  },
  lifecycle: 'active',
  version: 1,
  fields: { sizeGib: 8, state: 'available' },
  links: [{ rel: 'attached_to', to: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-1' }],
  createdAt: '2026-01-01T00:00:00.000Z',
  firstSeen: '2026-02-01T00:00:00.000Z',
  changedAt: '2026-02-01T00:00:00.000Z',
  stale: [],
  ...over,
});

export const finding = (over: Partial<Finding> = {}): Finding => ({
  check: 'unattached_disk',
  severity: 'medium',
  verdict: 'fail',
  reason: 'No machine holds it.',
  since: '2026-02-01T00:00:00.000Z',
  resourceId: resource().id,
  kind: 'aws_ebs_volume',
  accountId: '123456789012',
  accountName: null,
  owner: 'ana',
  lifecycle: 'active',
  suppressed: null,
  ...over,
});

export const owner = (over: Partial<OwnerSummary> = {}): OwnerSummary => ({
  id: 'ana',
  name: 'Ana Lopes',
  status: 'known',
  resources: 1,
  billed: 1,
  exempt: 0,
  classes: { disk: 1 },
  findings: 1,
  suppressed: 0,
  ...over,
});

export const pastRun = (over: Partial<Run> = {}): Run => ({
  id: 'run-1',
  startedAt: '2026-02-01T00:00:00.000Z',
  finishedAt: '2026-02-01T00:00:04.200Z',
  providers: ['aws'],
  partitions: 1,
  listings: { complete: 3, incomplete: [] },
  resources: {
    counted: 0,
    found: 1,
    new: 1,
    changed: 0,
    missing: 0,
    reappeared: 0,
    retired: 0,
    findingsOpened: 1,
    findingsResolved: 0,
    findingsSuppressed: 0,
    findingsReopened: 0,
  },
  calls: { 'aws:ec2:DescribeVolumes': 1 },
  items: { read: 1, written: 4 },
  failedRoots: [],
  ...over,
});

export const suppression = (over: Partial<Suppression> = {}): Suppression => ({
  kind: 'suppress',
  resourceId: resource().id,
  check: 'unattached_disk',
  at: '2026-02-02T00:00:00.000Z',
  by: 'ana',
  until: '2026-12-31',
  reason: 'kept for the audit',
  ended: null,
  ...over,
});

export const covered = (over: Partial<Coverage> = {}): Coverage => ({
  provider: 'aws',
  root: 'aws:own',
  partition: 'aws:123456789012',
  accountId: '123456789012',
  accountName: null,
  listing: 'aws_ebs_volume@eu-west-1',
  unread: null,
  outcome: 'complete',
  reason: null,
  found: 1,
  lastComplete: '2026-02-01T00:00:00.000Z',
  ...over,
});

export const forgetting = (over: Partial<Forgetting> = {}): Forgetting => ({
  what: 'forget',
  id: '20260201T000000000Z-abcd-forget',
  at: '2026-02-01T00:00:00.000Z',
  by: 'ana',
  selector: { accountId: '123456789012' },
  retired: 1,
  ...over,
});

export const confirmation = (over: Partial<Confirmation> = {}): Confirmation => ({
  what: 'confirm',
  id: '20260201T000000000Z-abcd-confirm',
  at: '2026-02-01T00:00:00.000Z',
  by: 'ana',
  partition: 'aws:123456789012',
  listing: 'aws_ebs_volume@eu-west-1',
  since: '2026-01-31T00:00:00.000Z',
  lost: 25,
  ...over,
});

export interface Holds {
  readonly resources?: readonly RegisteredResource[];
  readonly findings?: readonly Finding[];
  readonly owners?: readonly OwnerSummary[];
  readonly runs?: readonly Run[];
  readonly people?: readonly DirectoryEntry[];
  readonly suppressions?: readonly Suppression[];
  readonly coverage?: readonly Coverage[];
  readonly counted?: readonly Counted[];
  readonly forgettings?: readonly Forgetting[];
  readonly confirmations?: readonly Confirmation[];
  readonly past?: (id: string, at: string) => PastView | undefined;
  readonly changes?: readonly Change[];
  readonly changesSince?: string | null;
  readonly impact?: (id: string, depth: number | undefined) => Impact | undefined;
  /** Ids whose history has expired. */
  readonly untold?: readonly string[];
  readonly inForce?: InForce;
  readonly firstRun?: string | null;
}

const calledAs = (one: RegisteredResource) => ({
  id: one.id,
  names: [lastPart(one.id), ...calledOf(one)],
  retired: one.lifecycle === 'retired',
});

export interface FakeReader extends RegisterReader {
  readonly asked: (ResourceQuery | ChangeQuery)[];
  /** How many resources were taken out of it. */
  taken: number;
}

export const fakeReader = ({
  resources = [],
  findings = [],
  owners = [],
  runs = [],
  people = [],
  suppressions = [],
  coverage = [],
  counted = [],
  forgettings = [],
  confirmations = [],
  past,
  changes = [],
  changesSince = null,
  impact,
  untold = [],
  inForce = { checks: {}, tags: noTagWords },
  firstRun = null,
}: Holds): FakeReader => ({
  asked: [],
  taken: 0,
  async *resources(query, tell) {
    this.asked.push(query);
    for (const id of untold) tell?.(id);
    for (const one of resources) {
      if (query.owner !== undefined && one.owner.id !== query.owner) continue;
      if (query.kind !== undefined && one.kind !== query.kind) continue;
      this.taken++;
      yield one;
    }
  },
  async *findings({ owner: wanted, check, includeSuppressed }) {
    for (const one of findings) {
      if (one.suppressed !== null && !includeSuppressed) continue;
      if ((wanted ?? one.owner) === one.owner && (check ?? one.check) === one.check) yield one;
    }
  },
  owners: async () => owners,
  person: async (written) => openDirectory(people).resolve(written)[0]?.id,
  counts: async () => {
    const kinds: Record<string, number> = {};
    const checks: Record<string, { severity: Finding['severity']; fail: number; unknown: number; suppressed: number }> =
      {};
    for (const { kind } of resources) kinds[kind] = (kinds[kind] ?? 0) + 1;
    for (const { check, severity, verdict, suppressed } of findings) {
      checks[check] ??= { severity, fail: 0, unknown: 0, suppressed: 0 };
      checks[check][suppressed ? 'suppressed' : verdict]++;
    }
    return { kinds, checks };
  },
  counted: async function* () {
    yield* counted;
  },
  resource: async (id) => resources.find((one) => one.id.toLowerCase() === id.toLowerCase()),
  suppressions: async function* () {
    yield* suppressions.filter(({ ended }) => ended === null);
  },
  show: async (id) => {
    const found = resources.find((one) => one.id.toLowerCase() === id.toLowerCase());
    return (
      found && {
        resource: found,
        linkedFrom: [{ rel: 'sourced_from', to: found.id, from: 'arn:aws:ec2:eu-west-1:123456789012:snapshot/snap-1' }],
        findings: findings.filter(({ resourceId }) => resourceId === found.id),
        assertions: suppressions.filter(({ resourceId }) => resourceId === found.id),
        versions: [
          {
            resourceId: found.id,
            version: 2,
            event: 'changed',
            changes: { 'fields.state': ['in-use', 'available'] },
            at: '2026-02-01T00:00:00.000Z',
            run: 'run-2',
            previousAt: '2026-01-01T00:00:00.000Z',
          },
          {
            resourceId: found.id,
            version: 1,
            event: 'discovered',
            changes: {},
            at: '2026-01-01T00:00:00.000Z',
            run: 'run-1',
            previousAt: null,
          },
        ],
      }
    );
  },
  showAt: async (id, at) => past?.(id, at),
  async *changes(query) {
    this.asked.push(query);
    yield* changes;
  },
  changesSince: async () => changesSince,
  impact: async (id, depth) => impact?.(id, depth),
  inForce: async () => inForce,
  called: async (written) =>
    resources.map(calledAs).filter(({ names }) => names.some((name) => name.toLowerCase() === written.toLowerCase())),
  everyName: async () => resources.map(calledAs),
  accounts: async () => [...new Set([...resources, ...coverage].flatMap(({ accountId }) => accountId ?? []))].sort(),
  regions: async () => [...new Set(resources.map(({ region }) => region))].sort(),
  firstRun: async () => firstRun,
  runs: async (limit) => runs.slice(0, limit),
  coverage: async function* () {
    yield* coverage;
  },
  forgettable: async function* ({ accountId, region, kind, id }) {
    for (const one of resources) {
      if ((accountId ?? one.accountId) !== one.accountId || (region ?? one.region) !== one.region) continue;
      if ((kind ?? one.kind) === one.kind && (id ?? one.id) === one.id) yield { ...one, partition: 'aws:123456789012' };
    }
  },
  forgettings: async function* () {
    yield* forgettings;
  },
  confirmations: async function* () {
    yield* confirmations;
  },
});

/** A stream that remembers; with `breaksAfter`, one whose reader goes away after so many writes. */
export class Captured extends Writable {
  text = '';
  readonly #pieces: Buffer[] = [];
  declare readonly columns?: number | undefined;
  declare readonly isTTY?: boolean | undefined;
  #left: number;

  constructor(breaksAfter = Number.POSITIVE_INFINITY) {
    super({ decodeStrings: false });
    this.#left = breaksAfter;
  }

  /** What was written, of a list that is no text. */
  get bytes(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  override _write(chunk: string | Buffer, _encoding: string, done: (error?: Error) => void): void {
    const broken = this.#left-- <= 0;
    if (!broken) {
      this.text += chunk;
      this.#pieces.push(Buffer.from(chunk as string));
    }
    done(broken ? Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }) : undefined);
  }
}

export const terminal = (columns: number): Captured => Object.assign(new Captured(), { columns, isTTY: true });

/** Who writes nothing. */
export const noWriter: RegisterWriter = {
  suppress: () => absent(),
  unsuppress: () => absent(),
  confirm: () => absent(),
  forget: () => absent(),
};

const absent = () => {
  throw new Error('the command was not expected to use this');
};

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in `cwd` on a register that holds `reader`'s. */
export const cadastre = async (
  argv: readonly string[],
  world: {
    readonly cwd: string;
    readonly reader?: RegisterReader;
    readonly local?: Partial<Local>;
    readonly out?: Captured;
    readonly env?: Record<string, string>;
    readonly signal?: AbortSignal;
  },
): Promise<Outcome> => {
  const out = world.out ?? new Captured();
  const err = new Captured();
  const io: Io = {
    cwd: world.cwd,
    env: world.env ?? {},
    out: out as Terminal,
    err: err as Terminal,
    interrupted: () => world.signal ?? new AbortController().signal,
    local: {
      openRegister: async () => ({
        reader: world.reader ?? fakeReader({}),
        writer: noWriter,
        close: async () => undefined,
      }),
      openDeployed: absent,
      collect: absent,
      roots: absent,
      askCollector: absent,
      serveSample: absent,
      ...world.local,
    },
  };
  const code = await run(argv, io);
  return { code, out: out.text, err: err.text };
};
