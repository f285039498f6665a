/** What reading Google Cloud needs. A test compares it with the calls that are made. */

export interface GcpNeed {
  /** As it is counted. */
  readonly call: string;
  readonly permission: string;
  /** `root`: granted on the organisation, folder or project that is collected; `project`: on the one whose quota is used. */
  readonly on: 'root' | 'project';
  readonly why: string;
}

/** https://cloud.google.com/asset-inventory/docs/roles-permissions */
export const gcpNeeds = {
  list: {
    call: 'cai:ListAssets',
    permission: 'cloudasset.assets.listResource',
    on: 'root',
    why: 'Lists assets with their resource, content type RESOURCE.',
  },
  quota: {
    call: 'cai:ListAssets',
    permission: 'serviceusage.services.use',
    on: 'project',
    why: 'Calls Cloud Asset at the expense of the project’s quota.',
  },
} as const satisfies Readonly<Record<string, GcpNeed>>;

/** The predefined role with `quota` and nothing that changes anything. */
export const QUOTA_ROLE = 'roles/serviceusage.serviceUsageConsumer';
