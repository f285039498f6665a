/** What is not an orphan although it looks like one: kept by a cluster, a backup, a replication, a person's word. */
import { normalKey } from '../owners/tags.ts';
import { fail, type Subject, unknown, type Verdict } from './types.ts';

interface Guard {
  /** Completes "kept: …" and stands in the docs. */
  readonly because: string;
  readonly keeps: (subject: Subject) => boolean;
}

/** Normalised key beginnings; see `normalKey`. */
const tagged = (...beginnings: readonly string[]) => {
  const wanted = beginnings.map(normalKey);
  return ({ tags }: Subject) =>
    tags !== null && Object.keys(tags).some((key) => wanted.some((start) => normalKey(key).startsWith(start)));
};

const named =
  (pattern: RegExp) =>
  ({ name }: Subject) =>
    name !== null && pattern.test(name);

export const guards = {
  kubernetes: {
    because: 'a Kubernetes cluster owns it (a volume claim that is not mounted now)',
    keeps: (subject) => kubernetesTag(subject) || kubernetesName(subject),
  },
  replication: {
    because: 'a backup or site recovery service replicates to it',
    keeps: (subject) => replicationTag(subject) || replicationName(subject),
  },
} as const satisfies Record<string, Guard>;

// Claims by AWS's, Azure's and Google's own drivers, and by the in-tree provisioner before them.
const kubernetesTag = tagged(
  'kubernetes.io/created-for/',
  'kubernetes.io-created-for-',
  'kubernetes.io/cluster/',
  'ebs.csi.aws.com/',
  'k8s-azure-created-by',
  'goog-k8s-',
  'goog-gke-',
);
const kubernetesName = named(/^(kubernetes-dynamic-)?pvc-[0-9a-f]{8}-/i);

// Azure Site Recovery's and Backup's disks: dolevshor/azure-orphan-resources, issue 86.
const replicationTag = tagged(
  'ASR-ReplicaDisk',
  'asrseeddisk',
  'RSVaultBackup',
  'aws:backup:',
  'AWSElasticDisasterRecovery',
  'aws:dlm:',
);
const replicationName = named(/-ASRReplica$|^ms-asr-|^asrseeddisk-/i);

/** Why a resource is kept, if a guard keeps it. */
export const keptBy = (subject: Subject, ...names: readonly (keyof typeof guards)[]): string | undefined =>
  names.map((name) => guards[name]).find(({ keeps }) => keeps(subject))?.because;

/** Fails what no guard keeps; unknown where its tags could not be read, since they may say that one does. */
export const unkept = ({ tags }: Subject, reason: string): Verdict =>
  tags === null ? notTold('its tags, which may say that something keeps it') : fail(reason);

/** For a fact that the provider did not tell. */
export const notTold = (fact: string): Verdict => unknown(`the provider did not tell ${fact}`);

const DAY_MS = 86_400_000;

/** Whether `days` have passed from `since` to `now`; undefined where `since` is no time. */
export const olderThan = (since: unknown, days: number, now: string): boolean | undefined => {
  const from = typeof since === 'string' ? Date.parse(since) : Number.NaN;
  return Number.isNaN(from) ? undefined : Date.parse(now) - from >= days * DAY_MS;
};

/** Whether a refs field names anything; undefined where the provider did not tell. */
export const namesAny = (value: unknown): boolean | undefined => (Array.isArray(value) ? value.length > 0 : undefined);
