/** `/resources`: what exists, or existed at a time. */
import * as z from 'zod';
import type { RegisterReader, ResourceQuery } from '../../register/types.ts';
import { resourceShape, resourceShapeWith } from '../../reports/shapes.ts';
import { resource } from '../answers.ts';
import * as parameters from '../parameters.ts';
import { defineList } from '../route.ts';
import { named } from './none.ts';

/** Of a time that is nearer than this nothing can have expired: the fewest days that `history.days` takes. */
const KEPT_MS = 7 * 86_400_000;

/** How many resources a list of the past lacks since their history has expired: known only when all were read. */
const untold = async (reader: RegisterReader, asked: ResourceQuery, now: number): Promise<number> => {
  if (asked.at === undefined || now - Date.parse(asked.at) < KEPT_MS) return 0;
  let count = 0;
  for await (const _ of reader.resources(asked, () => count++));
  return count;
};

export default defineList({
  path: '/resources',
  title: 'What exists',
  description:
    'All resources that fit every parameter. Where the history of some no longer reaches back to `at`, they are not listed, and the header `Cadastre-Not-Listed` says how many they are.',
  query: z.object({
    owner: parameters.owner,
    account: parameters.account,
    kind: parameters.kind,
    class: parameters.classParameter,
    tag: parameters.tag,
    tagColumns: parameters.tagColumns,
    region: parameters.region,
    includeRetired: parameters.includeRetired,
    at: parameters.at,
    limit: parameters.limit,
  }),
  item: resource,
  shape: resourceShape,
  async find({ owner, account: accountId, tag: tags, tagColumns, limit, ...rest }, { reader, now }) {
    const { region, at } = rest;
    const { id, none } = await named(reader, { owner, accountId, region, at });
    const asked = { owner: id, accountId, tags, ...rest };
    const lacking = await untold(reader, asked, now);
    return {
      rows: reader.resources(asked),
      limit,
      none,
      ...(tagColumns && { shape: resourceShapeWith(tagColumns, (await reader.inForce()).tags) }),
      ...(lacking > 0 && { headers: { 'cadastre-not-listed': String(lacking) } }),
    };
  },
});
