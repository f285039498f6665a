/** What an asset's `data` says, by cell: the shape of each service's own API. */
import { guid, mix, pick, share, spread } from '../chance.ts';
import { type Stage, timeAt } from '../life.ts';
import { labelsOf, storyOf } from '../tags.ts';
import { type CellName, type GcpPlace, isClaim, isoAt } from './place.ts';

type Data = Readonly<Record<string, unknown>>;
type Make = (place: GcpPlace, index: number, stage: Stage) => Data;

const labels = ({ hash, retagged }: Stage) => labelsOf(storyOf(hash, retagged).tags);
const list = (link: string | undefined) => (link === undefined ? [] : [link]);
const zone = (place: GcpPlace, hash: number) =>
  `https://www.googleapis.com/compute/v1/projects/${place.project.id}/zones/${place.region(hash)}-b`;
const network = (place: GcpPlace, hash: number) => place.link('network', hash);

const instance: Make = (place, index, stage) => {
  const { hash, changed } = stage;
  const stopped = share(mix(hash, 'stopped')) < 0.12;
  return {
    id: `${hash}${index}`,
    status: stopped ? 'TERMINATED' : 'RUNNING',
    machineType: `${zone(place, hash)}/machineTypes/${pick(hash + changed, ['e2-medium', 'n2-standard-4', 'c3-highcpu-8'])}`,
    zone: zone(place, hash),
    cpuPlatform: 'Intel Ice Lake',
    creationTimestamp: isoAt(stage),
    // A start on any day moves it; so does a live migration.
    lastStartTimestamp: timeAt(0, hash % 1440).toISOString(),
    ...(stopped && { lastStopTimestamp: timeAt(-(hash % 150)).toISOString() }),
    deletionProtection: hash % 10 === 0,
    networkInterfaces: [{ network: network(place, hash), networkIP: `10.2.${hash % 250}.${index % 250}` }],
    labels: labels(stage),
    fingerprint: spread(hash),
  };
};

const disk: Make = (place, _index, stage) => {
  const { hash, changed } = stage;
  const claim = isClaim(hash);
  const held = share(mix(hash, 'held')) < (claim ? 0.5 : 0.87);
  const users = held ? list(place.link('instance', mix(hash, 'machine'))) : [];
  return {
    sizeGb: String(pick(hash + changed, [10, 50, 100, 500])),
    status: 'READY',
    type: `${zone(place, hash)}/diskTypes/${pick(hash, ['pd-ssd', 'pd-balanced', 'pd-standard'])}`,
    zone: zone(place, hash),
    creationTimestamp: isoAt(stage),
    ...(users.length > 0 ? { users } : { lastDetachTimestamp: timeAt(-(hash % 90)).toISOString() }),
    labels: claim ? { 'goog-gke-volume': '' } : labels(stage),
    labelFingerprint: spread(hash),
  };
};

const snapshot: Make = (place, _index, stage) => {
  const { hash } = stage;
  const gone = share(mix(hash, 'gone')) < 0.15;
  const source = gone ? undefined : place.link('disk', mix(hash, 'source'));
  return {
    status: 'READY',
    diskSizeGb: '100',
    storageBytes: String(hash),
    creationTimestamp: isoAt(stage),
    sourceDisk: source ?? `${zone(place, hash)}/disks/gone-${spread(hash)}`,
    autoCreated: hash % 4 === 0,
    labels: labels(stage),
  };
};

const address =
  (rule: 'rule' | 'globalRule'): Make =>
  (place, index, stage) => {
    const { hash } = stage;
    const held = share(mix(hash, 'held')) < 0.75;
    const users = held ? list(place.link(mix(hash, 'what') % 2 ? 'instance' : rule, mix(hash, 'user'))) : [];
    return {
      address: `192.0.${hash % 250}.${index % 250}`,
      addressType: hash % 5 === 0 ? 'INTERNAL' : 'EXTERNAL',
      status: users.length > 0 ? 'IN_USE' : 'RESERVED',
      networkTier: 'PREMIUM',
      creationTimestamp: isoAt(stage),
      ...(users.length > 0 && { users }),
      labels: labels(stage),
    };
  };

const rule: Make = (place, index, stage) => ({
  IPAddress: `192.0.${stage.hash % 250}.${index % 250}`,
  portRange: '443-443',
  loadBalancingScheme: stage.hash % 3 === 0 ? 'INTERNAL_MANAGED' : 'EXTERNAL_MANAGED',
  backendService: place.link('backend', mix(stage.hash, 'backend')),
  network: network(place, stage.hash),
  creationTimestamp: isoAt(stage),
  labels: labels(stage),
});

export const dataOf: Readonly<Record<CellName, Make>> = {
  instance,
  disk,
  snapshot,
  image: (place, _index, stage) => ({
    status: 'READY',
    family: pick(stage.hash, ['shop-base', 'etl-base']),
    diskSizeGb: '10',
    sourceDisk: place.link('disk', mix(stage.hash, 'source')),
    creationTimestamp: isoAt(stage),
    labels: labels(stage),
  }),
  address: address('rule'),
  globalAddress: address('globalRule'),
  network: (_place, index, stage) => ({
    name: index === 0 ? 'default' : `net-${index}`,
    autoCreateSubnetworks: index === 0,
    creationTimestamp: isoAt(stage),
    peerings: [],
  }),
  firewall: (place, index, stage) => ({
    direction: 'INGRESS',
    disabled: stage.changed === 1,
    priority: 1000 + (index % 10),
    network: network(place, stage.hash),
    sourceRanges: [stage.hash % 4 === 0 ? '0.0.0.0/0' : '10.0.0.0/8'],
    creationTimestamp: isoAt(stage),
  }),
  rule,
  globalRule: rule,
  backend: (place, _index, stage) => ({
    protocol: 'HTTP',
    loadBalancingScheme: 'EXTERNAL_MANAGED',
    backends:
      stage.hash % 5 === 0 ? [] : [{ group: `${zone(place, stage.hash)}/instanceGroups/group-${stage.hash % 50}` }],
    creationTimestamp: isoAt(stage),
  }),
  bucket: (place, _index, stage) => ({
    storageClass: stage.changed ? 'NEARLINE' : 'STANDARD',
    locationType: 'region',
    location: place.region(stage.hash).toUpperCase(),
    timeCreated: isoAt(stage),
    versioning: { enabled: stage.hash % 2 === 0 },
    iamConfiguration: { uniformBucketLevelAccess: { enabled: true }, publicAccessPrevention: 'enforced' },
    labels: labels(stage),
    metageneration: '3',
  }),
  sql: (_place, _index, stage) => ({
    databaseVersion: pick(stage.hash, ['POSTGRES_16', 'MYSQL_8_0']),
    state: 'RUNNABLE',
    instanceType: 'CLOUD_SQL_INSTANCE',
    createTime: isoAt(stage),
    settings: {
      tier: stage.changed ? 'db-custom-4-15360' : 'db-custom-2-7680',
      dataDiskSizeGb: '100',
      activationPolicy: stage.hash % 8 === 0 ? 'NEVER' : 'ALWAYS',
      availabilityType: 'ZONAL',
      userLabels: labels(stage),
    },
  }),
  function: (_place, _index, stage) => ({
    state: 'ACTIVE',
    buildConfig: { runtime: pick(stage.hash, ['nodejs22', 'python313', 'go124']), entryPoint: 'handle' },
    serviceConfig: { availableMemory: stage.changed ? '512Mi' : '256Mi' },
    updateTime: timeAt(stage.changed).toISOString(),
    labels: labels(stage),
  }),
  run: (_place, index, stage) => ({
    metadata: { labels: labels(stage), creationTimestamp: isoAt(stage), generation: 3 },
    status: { url: `https://service-${index}.run.example`, conditions: [{ type: 'Ready', status: 'True' }] },
  }),
  cluster: (place, _index, stage) => ({
    currentMasterVersion: stage.changed ? '1.34.2-gke.100' : '1.33.5-gke.200',
    status: 'RUNNING',
    currentNodeCount: 3 + (stage.hash % 9),
    autopilot: { enabled: stage.hash % 2 === 0 },
    networkConfig: { network: `projects/${place.project.id}/global/networks/default` },
    releaseChannel: { channel: 'REGULAR' },
    createTime: isoAt(stage),
    resourceLabels: labels(stage),
  }),
  topic: (_place, _index, stage) => ({ labels: labels(stage) }),
  account: (_place, _index, stage) => ({
    email: `${guid(stage.hash, 'sa')}@iam.example`,
    disabled: stage.changed === 1,
  }),
  dataset: (place, _index, stage) => ({ location: place.region(stage.hash), labels: labels(stage) }),
};
