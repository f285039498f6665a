/** What providers change by themselves from one answer to the next although nothing happened to the resource. */

type Node = Record<string, unknown>;

/** Name → what it says the next time; a function looks at the object that has it, and undefined leaves it out. */
export type Noise = Readonly<Record<string, unknown>>;

const later = (): Date => new Date('2026-11-11T11:11:11Z');
const laterText = '2026-11-11T11:11:11.111Z';

/** Only where the word is this one: a state that is passed through and means no more. */
const instead =
  (name: string, from: string, to: string) =>
  (within: Node): unknown =>
    String(within[name]).toLowerCase() === from ? to : within[name];

export const awsNoise: Noise = {
  // Of the last start, which says of a stopped machine that its stop came later; and of the last stop while it runs again.
  LaunchTime: (within: Node) => ((within.State as Node | undefined)?.Name === 'stopped' ? within.LaunchTime : later()),
  UsageOperationUpdateTime: later(),
  StateTransitionReason: (within: Node) =>
    (within.State as Node | undefined)?.Name === 'stopped'
      ? within.StateTransitionReason
      : 'User initiated (2026-11-11 11:11:11 GMT)',
  StateReason: { Code: 'Server.ScheduledStop', Message: 'noise' },
  Monitoring: { State: 'pending' },
  AvailableIpAddressCount: 7,
  Progress: '99%',
  StateMessage: 'noise',
  LastLaunchedTime: laterText,
  LastModified: laterText,
  RevisionId: 'noise',
  CodeSha256: 'noise',
  LastUpdateStatus: 'InProgress',
  ETag: 'noise',
  LatestRestorableTime: later(),
  PercentProgress: 99,
  PendingModifiedValues: { AllocatedStorage: 7 },
  StatusInfos: [{ Status: 'noise' }],
  DBInstanceStatus: instead('DBInstanceStatus', 'available', 'backing-up'),
  // Draining is none: it says that somebody took the target out.
  TargetHealth: (within: Node) =>
    (within.TargetHealth as Node | undefined)?.State === 'draining'
      ? within.TargetHealth
      : { State: 'unhealthy', Reason: 'noise' },
};

/** A bucket's moves when its policy is edited; an image's is when it was made. */
export const bucketNoise: Noise = { CreationDate: later() };

export const azureNoise: Noise = {
  etag: 'W/"noise"',
  changedTime: laterText,
  systemData: { lastModifiedAt: laterText },
  provisioningState: instead('provisioningState', 'succeeded', 'Updating'),
  resourceGuid: 'noise',
  lastModifiedTimeUtc: laterText,
  timeModified: laterText,
  // A detached disk's is when it was detached; an attached one's moves with its machine's every start.
  LastOwnershipUpdateTime: (within: Node) =>
    within.diskState === 'Attached' ? laterText : within.LastOwnershipUpdateTime,
  availabilityState: 'Limited',
  usageState: 'Exceeded',
  statusOfPrimary: 'unavailable',
  earliestRestoreDate: laterText,
  defaultSecondaryLocation: 'noise',
};

export const gcpNoise: Noise = {
  fingerprint: 'noise',
  labelFingerprint: 'noise',
  etag: 'noise',
  updateTime: laterText,
  updated: laterText,
  metageneration: '9',
  generation: '9',
  observedGeneration: '9',
  // Of a state that is over they say nothing; of the one that lasts, when it began at the earliest.
  lastStartTimestamp: (within: Node) => (within.status === 'RUNNING' ? laterText : within.lastStartTimestamp),
  lastAttachTimestamp: (within: Node) =>
    [within.users, within.user].some((list) => Array.isArray(list) && list.length > 0)
      ? laterText
      : within.lastAttachTimestamp,
  lastSuspendedTimestamp: (within: Node) => (within.status === 'SUSPENDED' ? within.lastSuspendedTimestamp : laterText),
  cpuPlatform: 'AMD Rome',
  resourceStatus: { physicalHost: 'noise' },
  storageBytes: '9',
  storageBytesStatus: 'UPDATING',
  downloadBytes: '9',
  currentNodeCount: 9,
  settingsVersion: '9',
  versionId: '9',
  latestReadyRevision: 'noise',
  latestCreatedRevision: 'noise',
  resourceVersion: 'noise',
  satisfiesPzi: true,
};

/** What people write: another name in it is another tag. */
const people = new Set(['tags', 'Tags', 'labels', 'userLabels', 'resourceLabels', '$input']);

const isNode = (value: unknown): value is Node =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);

/** The same answer once more: each object, however deep, with all of the noise in it, and its members turned round. */
export const noisy = <Value>(value: Value, noise: Noise): Value => {
  if (Array.isArray(value)) return value.map((one) => noisy(one, noise)) as Value;
  if (!isNode(value)) return value;
  const members = Object.entries(value).map(([name, inner]) => [
    name,
    people.has(name) && isNode(inner) ? inner : noisy(inner, noise),
  ]);
  const added = Object.entries(noise)
    .map(([name, next]) => [name, typeof next === 'function' ? next(value) : next])
    .filter(([, next]) => next !== undefined);
  return Object.fromEntries([...members.reverse(), ...added]) as Value;
};
