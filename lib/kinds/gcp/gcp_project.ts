import { lower, told } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface Project {
  readonly projectId?: string;
  readonly projectNumber?: string | number;
  readonly name?: string;
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
    state: ({ resource: { data } }) => {
      const state = lower(data.lifecycleState ?? data.state);
      return state === 'delete_requested' || state === 'delete_in_progress' ? 'closed' : state;
    },
    parent: ({ resource: { data } }) => {
      const { parent } = data;
      const name =
        typeof parent === 'string' ? parent : parent?.type && parent.id ? `${parent.type}s/${parent.id}` : undefined;
      if (name !== undefined) return [`//cloudresourcemanager.googleapis.com/${name}`];
      // One of no organisation has none.
      return told(data) ? [] : null;
    },
  },
  fields: {
    number: {
      type: 'text',
      description: 'Project number, which some names carry instead of the id.',
      from: ({ name, resource: { data } }) =>
        data.projectNumber === undefined
          ? [data.name, name].flatMap((one) => /projects\/(\d+)$/.exec(one ?? '')?.[1] ?? [])[0]
          : String(data.projectNumber),
    },
  },
});
