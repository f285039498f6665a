/** The sample estate, opened: three clouds of one company on one day. */
import type { Estate, EstateOptions } from '../types.ts';
import { openAwsEstate } from './aws/index.ts';
import { openAzureEstate } from './azure/index.ts';
import { openGcpEstate } from './gcp/index.ts';
import { directory } from './people.ts';

/** Shares of the clouds. */
const shares = { aws: 0.5, azure: 0.28, gcp: 0.22 };

/** The estate of a seed, a size and a day: the same for the same, byte for byte. */
export const openEstate = (options: EstateOptions): Estate => {
  const { size, ...life } = options;
  return {
    options,
    directory,
    aws: openAwsEstate(life, size * shares.aws),
    azure: openAzureEstate(life, size * shares.azure),
    gcp: openGcpEstate(life, size * shares.gcp),
  };
};
