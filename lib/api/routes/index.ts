/** Every question that the API answers. */
import type { ListRoute, OneRoute } from '../route.ts';
import { checks, kinds } from './catalogs.ts';
import { changes, counted, coverage, findings, owners, runs } from './lists.ts';
import { oneResource, resourceImpact } from './resource.ts';
import resources from './resources.ts';

export const lists: readonly ListRoute[] = [
  owners,
  resources,
  findings,
  changes,
  runs,
  coverage,
  counted,
  kinds,
  checks,
];

/** Those about the resource that the path names. */
export const ones: readonly OneRoute[] = [oneResource, resourceImpact];
