/** Reads a request by its service's protocol: which operation, and the input that the SDK's command was given. */
import type { HttpRequest } from '../http.ts';
import type { Binding, Bindings } from './bindings.ts';
import { readForm } from './form.ts';
import { membersOf } from './schema.ts';
import type { Service } from './service.ts';

export interface ReadRequest {
  /** As the request names it; for an unknown REST operation, its method and path. */
  readonly operation: string;
  /** Absent: the service does not offer the operation. */
  readonly binding?: Binding;
  readonly input: Readonly<Record<string, unknown>>;
}

const steps = (path: string): string[] => path.split('/').filter((step) => step !== '');

/** The labels of a path template, if the path has its form; S3's templates leave out the bucket. */
const labelsOf = ({ input, http }: Binding, service: Service, { pathname, searchParams }: URL) => {
  const [path = '', query = ''] = (http?.[1] ?? '').split('?');
  const inBucket = service.protocol === 'rest-xml' && membersOf(input).some(([name]) => name === 'Bucket');
  const template = steps(inBucket ? `/{Bucket}${path}` : path);
  const asked = steps(pathname);
  if (template.length !== asked.length) return undefined;
  // `x-id` repeats the operation's name for the reader of logs; older clients leave it out.
  for (const name of new URLSearchParams(query).keys())
    if (name !== 'x-id' && !searchParams.has(name)) return undefined;
  const labels: Record<string, unknown> = {};
  for (const [index, step] of template.entries()) {
    const value = decodeURIComponent(asked[index] ?? '');
    if (step.startsWith('{')) labels[step.slice(1, -1)] = value;
    else if (step !== value) return undefined;
  }
  return labels;
};

const readRest = (service: Service, bindings: Bindings, { method, url, body }: HttpRequest): ReadRequest => {
  const asked = new URL(url, 'http://localhost');
  for (const binding of bindings.values()) {
    const labels = binding.http?.[0] === method ? labelsOf(binding, service, asked) : undefined;
    if (labels === undefined) continue;
    for (const [name, { traits, kind }] of membersOf(binding.input)) {
      const value = traits.httpQuery === undefined ? null : asked.searchParams.get(traits.httpQuery);
      if (value !== null) labels[name] = kind === 'number' ? Number(value) : value;
    }
    const input = { ...(body !== '' && JSON.parse(body)), ...labels };
    return { operation: binding.operation, binding, input };
  }
  return { operation: `${method} ${asked.pathname}`, input: {} };
};

const readQuery = (service: Service, bindings: Bindings, { body }: HttpRequest): ReadRequest => {
  const form = new URLSearchParams(body);
  const operation = form.get('Action') ?? '';
  const binding = bindings.get(operation);
  if (binding === undefined) return { operation, input: {} };
  form.delete('Action');
  form.delete('Version');
  return { operation, binding, input: readForm(binding.input, form, service.protocol === 'ec2') };
};

const readJson = (bindings: Bindings, { headers, body }: HttpRequest): ReadRequest => {
  const operation = String(headers['x-amz-target'] ?? '').replace(/^.*\./, '');
  const binding = bindings.get(operation);
  return binding === undefined ? { operation, input: {} } : { operation, binding, input: JSON.parse(body || '{}') };
};

export const readRequest = (service: Service, bindings: Bindings, request: HttpRequest): ReadRequest => {
  if (service.protocol === 'json') return readJson(bindings, request);
  if (service.protocol === 'ec2' || service.protocol === 'query') return readQuery(service, bindings, request);
  return readRest(service, bindings, request);
};
