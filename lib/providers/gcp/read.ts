/** Reading Google's answers: references are full resource names, whichever way the API links. */

/** `https://www.googleapis.com/compute/v1/projects/…` and its kin as `//compute.googleapis.com/projects/…`. */
export const fullName = (link: unknown): string | undefined => {
  if (typeof link !== 'string' || link === '') return undefined;
  if (link.startsWith('//')) return link;
  const path = /\/(?:compute\/(?:v1|beta|alpha)\/)?((?:projects|folders|organizations)\/.*)$/.exec(
    link.startsWith('http') ? link : `/${link}`,
  )?.[1];
  if (path === undefined) return undefined;
  const host = /^https:\/\/([a-z0-9.-]+)\//.exec(link)?.[1];
  const service = host === undefined || host === 'www.googleapis.com' ? 'compute.googleapis.com' : host;
  return `//${service}/${path}`;
};

export const fullNames = (links: unknown): string[] =>
  Array.isArray(links) ? links.flatMap((link) => fullName(link) ?? []) : [];

/** What follows the last slash: a zone, a machine type, a runtime. */
export const lastPart = (link: unknown): string | undefined =>
  typeof link === 'string' ? link.slice(link.lastIndexOf('/') + 1) : undefined;

/** A zone's region (`europe-west1-b` → `europe-west1`), or the region itself. */
export const regionOf = (location: string | undefined): string | undefined =>
  location?.toLowerCase().replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, '$1');
