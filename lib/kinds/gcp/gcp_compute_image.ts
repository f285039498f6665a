import { fullNames } from '../../providers/gcp/read.ts';
import { lower, numberOf, told } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface Image {
  readonly status?: string;
  readonly family?: string;
  readonly diskSizeGb?: string | number;
  readonly sourceDisk?: string;
  readonly sourceSnapshot?: string;
  readonly sourceImage?: string;
}

export default defineGcpKind<Image>()({
  id: 'gcp_compute_image',
  type: 'compute.googleapis.com/Image',
  title: 'Machine image',
  docs: 'https://cloud.google.com/compute/docs/reference/rest/v1/images',
  class: 'image',
  contract: {
    state: ({ resource: { data } }) => lower(data.status),
    // Made of a file, it has none.
    sources: ({ resource: { data } }) =>
      told(data) ? fullNames([data.sourceDisk, data.sourceSnapshot, data.sourceImage]) : null,
  },
  fields: {
    family: { type: 'text', description: 'Image family.', from: ({ resource: { data } }) => data.family },
    sizeGib: {
      type: 'number',
      description: 'Size of the disks made from it, GiB.',
      from: ({ resource: { data } }) => numberOf(data.diskSizeGb),
    },
  },
});
