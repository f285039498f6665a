/** Reading Google's answers: references are full resource names, whichever way the API links. */

/** Services that asset names know by another name than their API's path does. */
const services: Readonly<Record<string, string>> = { sql: 'cloudsql' };

/** The service of `https://container.googleapis.com/v1/…` and of `https://www.googleapis.com/compute/v1/…`. */
const serviceOf = (link: string): string | undefined => {
  const [, host, first] = /^https?:\/\/([a-z0-9.-]+)\/([a-z0-9]+)\//.exec(link) ?? [];
  if (host === undefined) return undefined;
  if (host !== 'www.googleapis.com') return host;
  return `${services[first ?? ''] ?? first}.googleapis.com`;
};

/**
 * `https://www.googleapis.com/compute/v1/projects/…` and its kin as `//compute.googleapis.com/projects/…`; a path
 * without a host is of the Compute API. Nothing for a word that is no link.
 */
export const fullName = (link: unknown): string | undefined => {
  if (typeof link !== 'string' || link === '') return undefined;
  if (link.startsWith('//')) return link;
  const path = /\/((?:projects|folders|organizations)\/.*)$/.exec(link.startsWith('http') ? link : `/${link}`)?.[1];
  return path === undefined ? undefined : `//${serviceOf(link) ?? 'compute.googleapis.com'}/${path}`;
};

/** Links as full resource names. */
export const fullNames = (links: readonly unknown[]): string[] => links.flatMap((link) => fullName(link) ?? []);

/** What follows the last slash: a zone, a machine type, a runtime. */
export const lastPart = (link: unknown): string | undefined =>
  typeof link === 'string' ? link.slice(link.lastIndexOf('/') + 1) : undefined;

/** A list, under its name or, in older answers, in the singular; nothing where neither is there. */
export const listOf = <Item>(plural: readonly Item[] | undefined, singular: readonly Item[] | undefined) => {
  const list: unknown = plural ?? singular;
  return Array.isArray(list) ? (list as readonly Item[]) : undefined;
};

/** A zone's region (`europe-west1-b`, `us-central1-ai1a`), or the region itself; whichever way it is linked. */
export const regionOf = (location: string | undefined): string | undefined =>
  lastPart(location)
    ?.toLowerCase()
    .replace(/^([a-z]+-[a-z]+\d+)-[a-z0-9]+$/, '$1');
