/** What is not an orphan although it looks like one, as data: who keeps it, what says so, and for how long that is likely. */
import type { ClassId } from '../kinds/classes.ts';
import type { FieldValue } from '../kinds/types.ts';
import { aksCluster, dlmPolicy, eksCluster, gkeCluster, groupKeeper, ownersOf } from './keepers.ts';
import type { Subject } from './types.ts';

/** What the config may say of a guard. */
export interface GuardWords {
  /** Who keeps it, as a sentence without its end. */
  readonly because: string;
  /** Beginnings of tag keys, in any spelling; `key=value` is that key with a value, which may be a glob. */
  readonly tags?: readonly string[] | undefined;
  /** Names of resources: globs as `web-*`, or regular expressions between slashes. */
  readonly names?: readonly string[] | undefined;
  /** Names of the groups that they stand in, written in the same way. */
  readonly groups?: readonly string[] | undefined;
  /** Days without use for which it is likely that it is kept. */
  readonly days: number;
}

export interface Guard extends GuardWords {
  /** What the resource comes to after those days. */
  readonly after: 'fail' | 'unknown';
  /** A field of the resource that says so, by naming a keeper. */
  readonly field?: string;
  /** Ids under which the keeper would be in the register, where the resource names it: without any of them it is unknown. */
  readonly keepers?: (subject: Subject) => readonly string[];
  /** Classes of which one may be left behind though its keeper is there: their days count all the same. */
  readonly outlives?: readonly ClassId[];
  /** Where its marks are documented or reported. */
  readonly source: string;
}

/** Whether a field names a keeper. */
export const names = (value: FieldValue | undefined): boolean =>
  typeof value === 'string' || (Array.isArray(value) && value.length > 0);

/** Days without use after which a claim's disk is taken for left behind. */
const CLAIM_DAYS = 90;
/** Days for which a copy is kept by custom: the longest retention that backup services propose by default is a year. */
const COPY_DAYS = 365;

/** By name; the first that keeps a resource speaks for it. */
export const guards = {
  lifecycle_policy: {
    because: 'a policy of Data Lifecycle Manager keeps it',
    tags: ['aws:dlm:'],
    keepers: dlmPolicy,
    days: COPY_DAYS,
    after: 'unknown',
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-ami-policy.html; cloud-custodian issue 6131',
  },
  backup: {
    because: 'a backup service keeps it',
    tags: ['aws:backup:', 'RSVaultBackup', 'velero.io/', 'velero.io-'],
    names: ['/^AzureBackup_/'],
    days: COPY_DAYS,
    after: 'unknown',
    source: 'https://docs.aws.amazon.com/aws-backup; finops-toolkit issue 1050; https://velero.io/docs',
  },
  replication: {
    because: 'a site recovery or migration service replicates to it',
    tags: [
      ...['ASR-ReplicaDisk', 'asrseeddisk', 'AWSElasticDisasterRecovery', 'AWSApplicationMigrationService'],
      'CreatedBy=AWSElasticDisasterRecovery*',
    ],
    names: ['/-ASRReplica$|^ms-asr-|^asrseeddisk-/'],
    days: COPY_DAYS,
    after: 'unknown',
    source: 'azure-orphan-resources issue 86; https://docs.aws.amazon.com/mgn, https://docs.aws.amazon.com/drs',
  },
  kubernetes: {
    because: 'a Kubernetes cluster keeps it',
    tags: [
      ...['kubernetes.io/created-for/', 'kubernetes.io-created-for-', 'kubernetes.io/cluster/', 'ebs.csi.aws.com/'],
      ...[
        'k8s-azure-created-by',
        'k8s-azure-service',
        'k8s-azure-cluster-name',
        'aks-managed-',
        'goog-k8s-',
        'goog-gke-',
      ],
      ...[
        'elbv2.k8s.aws/',
        'node.k8s.amazonaws.com/',
        'cluster.k8s.amazonaws.com/',
        'eks:cluster-name',
        'eks:nodegroup-name',
        'aws:eks:',
      ],
    ],
    names: ['/^(kubernetes-dynamic-)?pvc-[0-9a-f]{8}-/'],
    groups: ['/^mc_.+_.+_.+/'],
    keepers: (subject) => [...eksCluster(subject), ...gkeCluster(subject), ...aksCluster(subject)],
    outlives: ['disk', 'snapshot', 'ip_address'],
    days: CLAIM_DAYS,
    after: 'fail',
    source:
      'https://kubernetes.io/docs/reference/labels-annotations-taints; Azure/AKS issue 3749; ministryofjustice/cloud-platform issue 7662',
  },
  managed_group: {
    because: 'what manages its group keeps it',
    keepers: groupKeeper,
    days: CLAIM_DAYS,
    after: 'unknown',
    source: 'https://learn.microsoft.com/rest/api/resources/resource-groups/get (managedBy)',
  },
  maker: {
    because: 'what made it keeps it',
    keepers: ownersOf,
    days: CLAIM_DAYS,
    after: 'unknown',
    source: 'https://learn.microsoft.com/rest/api/resources/resources/get-by-id (managedBy)',
  },
  service: {
    because: 'the service that it names keeps it',
    field: 'managedBy',
    days: COPY_DAYS,
    after: 'unknown',
    source: 'ServiceManaged of addresses, description and managedBy of snapshots in the answers of the providers',
  },
  databricks: {
    because: 'a Databricks workspace keeps it',
    tags: ['Vendor=Databricks', 'databricks-environment', 'DatabricksInstance'],
    groups: ['databricks-rg-*'],
    days: CLAIM_DAYS,
    after: 'unknown',
    source: 'https://docs.databricks.com/aws/en/admin/account-settings/usage-detail-tags (default tags)',
  },
  citrix: {
    because: 'a Citrix machine catalogue keeps it',
    tags: ['CitrixResource', 'CitrixProvisioningSchemeId'],
    names: ['/^ctx-mcs-identitydisk-/'],
    days: CLAIM_DAYS,
    after: 'unknown',
    source: 'https://docs.citrix.com/en-us/citrix-daas/manage-machine-catalogs (tags on resources)',
  },
  autoscaling: {
    because: 'an auto scaling group keeps it, in its warm pool perhaps',
    tags: ['aws:autoscaling:groupName'],
    days: CLAIM_DAYS,
    after: 'unknown',
    source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html',
  },
} as const satisfies Record<string, Guard>;
