/** Facts of Cloud Asset Inventory's types. */
import { labelled } from './gcp-labels.ts';
import { type TypeTable, typesIn } from './table.ts';

const withLabels = typesIn(labelled, (service) => `${service}.googleapis.com`);

const kubernetes = ['k8s.io/*', '*.k8s.io/*'];

export const gcpTypes: TypeTable = {
  taggable: (type) => withLabels.has(type),
  made: [],
  counted: [
    {
      types: kubernetes,
      because: 'a Kubernetes object: it lives for minutes, and belongs to its cluster',
    },
    {
      types: ['run.googleapis.com/revision', 'run.googleapis.com/execution'],
      because: 'a revision or a run of its service: each deployment leaves one',
    },
    { types: ['cloudbuild.googleapis.com/build'], because: 'the record of a build' },
    {
      types: ['containerregistry.googleapis.com/image', 'artifactregistry.googleapis.com/dockerimage'],
      because: 'a version of an image: it belongs to its repository',
    },
    { types: ['serviceusage.googleapis.com/service'], because: 'an API that is on, which is no resource of anybody' },
    {
      types: ['iam.googleapis.com/serviceaccountkey'],
      because: 'a key that Google makes and rotates itself',
      only: ({ fields }) => fields.keyType === 'system_managed',
    },
    { types: ['dataproc.googleapis.com/job'], because: 'the record of a job' },
  ],
  ephemeral: [
    ...kubernetes,
    'dataflow.googleapis.com/job',
    'dataproc.googleapis.com/batch',
    'batch.googleapis.com/job',
  ],
  billed: [
    ...['redis', 'memcache', 'file', 'spanner', 'bigtableadmin', 'alloydb', 'notebooks', 'datafusion'].map(
      (service) => `${service}.googleapis.com/instance`,
    ),
    ...['dataproc.googleapis.com/cluster', 'composer.googleapis.com/environment', 'tpu.googleapis.com/node'],
    ...['compute.googleapis.com/vpntunnel', 'compute.googleapis.com/interconnectattachment'],
    ...['compute.googleapis.com/regiondisk', 'compute.googleapis.com/reservation', 'dataflow.googleapis.com/job'],
  ],
  outlive: [],
};
