/** The other lists of the register: owners, findings, changes, runs, coverage. */
import * as z from 'zod';
import type { Coverage } from '../../register/act-types.ts';
import type { Counted } from '../../register/types.ts';
import { changeShape, countedShape, coverageShape, findingShape, ownerShape, runShape } from '../../reports/shapes.ts';
import { aged } from '../../reports/trust-contract.ts';
import { finding, ownerSummary } from '../answers.ts';
import { changed, countedRow, covered, events, run } from '../history-answers.ts';
import * as parameters from '../parameters.ts';
import { defineList } from '../route.ts';
import { named } from './none.ts';

export const owners = defineList({
  path: '/owners',
  title: 'Who owns how much',
  description:
    'Every owner with counts, `unowned` among them, the most first; as the last run of each account left them.',
  query: z.object({}),
  item: ownerSummary,
  shape: ownerShape,
  find: async (_, { reader }) => ({ rows: await reader.owners() }),
});

export const findings = defineList({
  path: '/findings',
  title: 'What is wrong, or could not be told',
  description: 'Open findings.',
  query: z.object({
    owner: parameters.owner,
    check: parameters.check,
    suppressed: parameters.suppressed,
    limit: parameters.limit,
  }),
  item: finding,
  shape: findingShape,
  async find({ owner, check, suppressed: includeSuppressed, limit }, { reader }) {
    const { id, none } = await named(reader, { owner });
    return { rows: reader.findings({ owner: id, check, includeSuppressed }), limit, none };
  },
});

export const changes = defineList({
  path: '/changes',
  title: 'What changed',
  description:
    'Versions of all resources in a span of time, newest first. Where changes are found by time only since a later moment than was asked for, the header `Cadastre-Changes-Since` names it.',
  query: z.object({
    since: parameters.since('7d'),
    until: parameters.until,
    owner: parameters.owner,
    account: parameters.account,
    kind: parameters.kind,
    field: parameters.field,
    event: z.enum(events).optional().describe('Of this sort.'),
    limit: parameters.limit,
  }),
  item: changed,
  shape: changeShape,
  async find({ owner, account: accountId, until, limit, ...rest }, { reader, now }) {
    const { id, none } = await named(reader, { owner, accountId, at: until });
    const first = await reader.changesSince();
    return {
      rows: reader.changes({ ...rest, until: until ?? new Date(now).toISOString(), owner: id, accountId }),
      limit,
      none,
      ...(first !== null && first > rest.since && { headers: { 'cadastre-changes-since': first } }),
    };
  },
});

export const runs = defineList({
  path: '/runs',
  title: 'Past runs',
  description: 'Newest first, each with what it found and what it could not read.',
  query: z.object({ limit: parameters.limitOf(20) }),
  item: run,
  shape: runShape,
  find: async ({ limit }, { reader }) => ({ rows: await reader.runs(limit) }),
});

async function* ofAccount(lines: AsyncIterable<Coverage>, account: string | undefined, now: number) {
  // A root that could not be read may have it.
  for await (const line of lines)
    if (account === undefined || line.accountId === null || line.accountId === account) yield aged(line, now);
}

export const coverage = defineList({
  path: '/coverage',
  title: 'How fresh the register is',
  description: 'One line for each account and listing.',
  query: z.object({ account: parameters.account }),
  item: covered,
  shape: coverageShape,
  find: async ({ account }, { reader, now }) => ({
    rows: ofAccount(reader.coverage(), account, now),
    none: (await named(reader, { accountId: account })).none,
  }),
});

async function* countedIn(rows: AsyncIterable<Counted>, account: string | undefined) {
  for await (const row of rows) if (account === undefined || row.accountId === account) yield row;
}

export const counted = defineList({
  path: '/counted',
  title: 'What is counted, and has no row',
  description:
    'How much there is, by account, region and type, of types that explode or live for minutes, and of what the config excludes, with the reason.',
  query: z.object({ account: parameters.account }),
  item: countedRow,
  shape: countedShape,
  find: async ({ account }, { reader }) => ({ rows: countedIn(reader.counted(), account) }),
});
