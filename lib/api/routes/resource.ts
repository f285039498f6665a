/** `/resources/{id}`: all about one resource, what it was, and what its end would do. */
import * as z from 'zod';
import type { RegisterReader } from '../../register/types.ts';
import { viewJson } from '../../reports/contract.ts';
import { locate, meantText } from '../../reports/find.ts';
import { impactJson, pastJson } from '../../reports/history-contract.ts';
import { impact, past, view } from '../history-answers.ts';
import * as parameters from '../parameters.ts';
import { Refusal } from '../problem.ts';
import { defineOne } from '../route.ts';

/** Reads the resource that the path names. Throws a `Refusal` with those it may be. */
const theOne = async <Found>(
  reader: RegisterReader,
  written: string,
  read: (id: string) => Promise<Found | undefined>,
): Promise<Found> => {
  const located = await locate(reader, written, read);
  if ('found' in located) return located.found;
  if ('candidates' in located)
    throw new Refusal({
      status: 409,
      title: 'Several resources are called so',
      detail: `"${written}" names more than one resource.`,
      advice: 'Give the whole id of one of the candidates, percent-encoded.',
      candidates: located.candidates,
    });
  throw new Refusal({
    status: 404,
    title: 'There is no such resource',
    detail: `The register has no resource "${written}"${meantText(located.near) || '.'}`,
    advice: 'Give the id, percent-encoded, its last part or the name; /resources lists them.',
    ...(located.near.length > 0 && { candidates: located.near }),
  });
};

const untold = (id: string, at: string, why: 'unborn' | 'expired', since: string): Refusal =>
  why === 'unborn'
    ? new Refusal({
        status: 404,
        title: 'It was not known then',
        detail: `The register first saw ${id} at ${since}: what it was at ${at} is not known.`,
        advice: `Ask for a time from ${since} on.`,
      })
    : new Refusal({
        status: 410,
        title: 'Its history has expired',
        detail: `The history of ${id} is kept from ${since} on: what it was at ${at} has expired.`,
        advice: `Ask for a time from ${since} on.`,
      });

export const oneResource = defineOne({
  path: '/resources/{id}',
  title: 'All about one resource',
  description:
    'Its facts, the owner with the evidence, links both ways, findings and history; or, with `at`, the resource as it was.',
  query: z.object({ at: parameters.at }),
  answer: z.union([view, past]),
  async find(id, { at }, { reader }) {
    if (at === undefined) return viewJson(await theOne(reader, id, (one) => reader.show(one)));
    const then = await theOne(reader, id, (one) => reader.showAt(one, at));
    if (then.resource === null) throw untold(then.id, at, then.why, then.since);
    return pastJson(at, then);
  },
});

export const resourceImpact = defineOne({
  path: '/resources/{id}/impact',
  title: 'What depends on a resource, and what it would leave behind',
  description: 'What its retirement would do to others, over the relations between them.',
  query: z.object({ depth: parameters.depth }),
  answer: impact,
  async find(id, { depth }, { reader }) {
    return impactJson(await theOne(reader, id, (one) => reader.impact(one, depth)));
  },
});
