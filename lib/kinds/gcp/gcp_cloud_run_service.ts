import { lower } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

/** The Knative shape of API v1 and the shape of v2, either may come. */
interface RunService {
  readonly uri?: string;
  readonly ingress?: string;
  readonly terminalCondition?: { readonly state?: string };
  readonly status?: {
    readonly url?: string;
    readonly conditions?: readonly { readonly type?: string; readonly status?: string }[];
  };
}

const ready = (status: RunService['status']): string | undefined => {
  const condition = Array.isArray(status?.conditions)
    ? status.conditions.find((one) => one?.type === 'Ready')
    : undefined;
  return condition === undefined ? undefined : condition.status === 'True' ? 'ready' : 'not ready';
};

export default defineGcpKind<RunService>()({
  id: 'gcp_cloud_run_service',
  type: 'run.googleapis.com/Service',
  title: 'Cloud Run service',
  docs: 'https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.services',
  class: 'app',
  contract: {
    state: ({ resource: { data } }) =>
      lower(data.terminalCondition?.state)?.replace('condition_succeeded', 'ready') ?? ready(data.status),
    plan: () => [],
  },
  fields: {
    url: {
      type: 'text',
      description: 'Where it answers.',
      from: ({ resource: { data } }) => data.uri ?? data.status?.url,
    },
    ingress: {
      type: 'text',
      description: 'Who may call it: all, internal, …',
      from: ({ resource: { data } }) => data.ingress,
    },
  },
});
