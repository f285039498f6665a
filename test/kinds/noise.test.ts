/** Provider noise makes no version: what comes of an answer is the same however much of it there is. */
import { expect, it } from 'vitest';
import { azureResource } from '../../lib/kinds/listings/azure.ts';
import { gcpResource } from '../../lib/kinds/listings/gcp.ts';
import { awsNoise, azureNoise, bucketNoise, gcpNoise, type Noise, noisy } from './noise.ts';
import { answersOf, assetsOf, aws, azure, gcp, rowsOf } from './recordings.ts';
import { replay } from './replay.ts';

const noiseOf = (id: string): Noise => (id === 'aws_s3_bucket' ? { ...awsNoise, ...bucketNoise } : awsNoise);

/** Pages are found by the call's name, and by the order in which they were recorded. */
const noisyAnswers = (recording: ReturnType<typeof answersOf>, noise: Noise) =>
  Object.fromEntries(Object.entries(recording).map(([call, pages]) => [call, noisy(pages, noise)]));

it.each(aws.map((kind) => [kind.id, kind] as const))(
  '%s is the same, whatever AWS stamps and counts',
  async (id, kind) => {
    const recording = answersOf(kind);
    const { resources } = await replay(kind, recording);
    expect((await replay(kind, noisyAnswers(recording, noiseOf(id)))).resources).toEqual(resources);
  },
);

it.each(azure.map((kind) => [kind.id, kind] as const))(
  '%s is the same, whatever Azure stamps, counts and spells',
  (_, kind) => {
    for (const row of rowsOf(kind)) {
      const next = noisy(row, azureNoise);
      const spelled = { ...next, id: next.id.toUpperCase(), type: next.type.toUpperCase() };
      expect(azureResource(spelled)).toEqual({ ...azureResource(row), name: azureResource(spelled).name });
    }
  },
);

it.each(gcp.map((kind) => [kind.id, kind] as const))(
  '%s is the same, whatever Google Cloud stamps and counts',
  (_, kind) => {
    for (const asset of assetsOf(kind)) {
      const resource = asset.resource && { ...asset.resource, data: noisy(asset.resource.data, gcpNoise) };
      const next = { ...noisy({ ...asset, resource: undefined }, gcpNoise), ...(resource && { resource }) };
      expect(gcpResource(next as typeof asset, new Map())).toEqual(gcpResource(asset, new Map()));
    }
  },
);

it('a cluster that Google works on runs all the same', () => {
  const cluster = (status: string) =>
    gcpResource(
      {
        name: '//container.googleapis.com/projects/p/locations/l/clusters/c',
        assetType: 'container.googleapis.com/Cluster',
        resource: { data: { status } },
      },
      new Map(),
    );
  expect(cluster('RECONCILING')).toEqual(cluster('RUNNING'));
  expect(cluster('DEGRADED').fields.state).toBe('degraded');
});

it('lists come in one order, whichever the provider takes', () => {
  const network = (addressPrefixes: readonly string[]) =>
    azureResource({
      id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n',
      type: 'Microsoft.Network/virtualNetworks',
      properties: { addressSpace: { addressPrefixes } },
    });
  expect(network(['10.2.0.0/16', '10.1.0.0/16'])).toEqual(network(['10.1.0.0/16', '10.2.0.0/16']));
});
