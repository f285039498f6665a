/** One name for one thing: Google names a project by its id or by its number, in any name and link. */
import type { FieldValue, Resource } from '../types.ts';
import type { ProjectIds } from './gcp-identity.ts';

const NUMBER = /^(\/\/[^/]+\/projects\/)(\d+)(?=\/|$)/;

/** The resource with each name, its own and those it refers to, by the project's id, where that is known. */
export const byProjectId = (resource: Resource, ids: ProjectIds): Resource => {
  const named = (name: string): string =>
    name.replace(NUMBER, (_, before: string, number: string) => `${before}${ids.get(number) ?? number}`);
  const field = (value: FieldValue): FieldValue => {
    if (typeof value === 'string') return named(value);
    return Array.isArray(value) ? [...new Set(value.map(named))].sort() : value;
  };
  const links = new Map(
    resource.links.map(({ rel, to }) => {
      const link = { rel, to: named(to) };
      return [`${link.rel} ${link.to}`, link];
    }),
  );
  return {
    ...resource,
    id: named(resource.id),
    fields: Object.fromEntries(Object.entries(resource.fields).map(([name, value]) => [name, field(value)])),
    links: [...links.values()],
  };
};
