import { lower } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface Project {
  readonly projectId?: string;
  readonly projectNumber?: string | number;
  readonly lifecycleState?: string;
  readonly state?: string;
  readonly parent?: { readonly type?: string; readonly id?: string } | string;
}

export default defineGcpKind<Project>()({
  id: 'gcp_project',
  type: 'cloudresourcemanager.googleapis.com/Project',
  title: 'Project',
  docs: 'https://cloud.google.com/resource-manager/reference/rest/v3/projects',
  class: 'account',
  contract: {
    state: ({ resource: { data } }) => lower(data.lifecycleState ?? data.state),
    parent: ({ resource: { data } }) => {
      const { parent } = data;
      const name =
        typeof parent === 'string' ? parent : parent?.type && parent.id ? `${parent.type}s/${parent.id}` : undefined;
      return name === undefined ? [] : [`//cloudresourcemanager.googleapis.com/${name}`];
    },
  },
  fields: {
    number: {
      type: 'text',
      description: 'Project number, which some names carry instead of the id.',
      from: ({ resource: { data } }) => (data.projectNumber === undefined ? null : String(data.projectNumber)),
    },
  },
});
