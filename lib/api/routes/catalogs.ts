/** What is inventoried and what is checked, with how much the register has of each. */
import * as z from 'zod';
import { checkRows, checkShape, kindRows, kindShape } from '../../reports/catalogs.ts';
import { check, kind } from '../answers.ts';
import { defineList } from '../route.ts';

export const kinds = defineList({
  path: '/kinds',
  title: 'The kinds of resources',
  description: 'What each reads, and how many resources of it there are.',
  query: z.object({}),
  item: kind,
  shape: kindShape,
  find: async (_, { reader }) => ({ rows: kindRows(await reader.counts()) }),
});

export const checks = defineList({
  path: '/checks',
  title: 'The checks',
  description: 'The rules with the params that the last run went by, and how many findings of each are open.',
  query: z.object({}),
  item: check,
  shape: checkShape,
  find: async (_, { reader }) => ({ rows: checkRows(await reader.counts(), (await reader.inForce()).checks) }),
});
