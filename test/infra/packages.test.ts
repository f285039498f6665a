import { expect, it } from 'vitest';
import { foreignIn, packagesByFunction } from './packages.ts';

it('no function has an SDK of a cloud that it does not collect, and each collector has its own cloud’s', async () => {
  const packages = await packagesByFunction();
  const foreign = [...packages].map(([id, names]) => [id, foreignIn(id, names)]);
  expect(foreign).toEqual([...packages.keys()].map((id) => [id, []]));
  expect(packages.get('aws')).toContain('@aws-sdk/client-ec2');
  expect(packages.get('azure')).toContain('@azure/arm-resourcegraph');
  expect(packages.get('gcp')).toContain('@google-cloud/asset');
  expect(foreignIn('aws', packages.get('gcp')!)).toContain('@google-cloud/asset');
});
