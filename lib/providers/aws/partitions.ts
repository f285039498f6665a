/** AWS's partitions: clouds with accounts, keys and regions of their own. */

/** By how their regions begin. https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const begins: readonly (readonly [begin: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
];

/** The partition of a region, as ARNs name it. */
export const regionsPartition = (region: string): string =>
  begins.find(([begin]) => region.startsWith(begin))?.[1] ?? 'aws';
