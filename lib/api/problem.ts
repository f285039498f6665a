/** What the API refuses, or fails at, as RFC 9457 has it: what, where, and what to do. */

import * as z from 'zod';
import { named } from './answers.ts';

export interface WrongParameter {
  readonly name: string;
  readonly problem: string;
  /** What it may be, where that can be listed. */
  readonly allowed?: readonly string[] | undefined;
}

/** As it is answered. */
export const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().describe('The sort of problem.'),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().describe('The request that it is about.'),
    advice: z.string().describe('What to do about it.'),
    candidates: z.array(z.string()).optional().describe('Ids of resources that may be meant.'),
    parameters: z
      .array(z.object({ name: z.string(), problem: z.string(), allowed: z.array(z.string()).optional() }))
      .optional()
      .describe('The parameters that are wrong, with the values that they may have where those can be listed.'),
  })
  .register(named, { id: 'Problem' });

interface Told {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 500 | 503;
  /** The sort of problem: the same words for the same sort. */
  readonly title: string;
  readonly detail: string;
  /** What to do about it: a sentence. */
  readonly advice: string;
  /** Ids of resources that may be meant. */
  readonly candidates?: readonly string[];
  readonly parameters?: readonly WrongParameter[];
}

/** Thrown by routes; it is answered as a problem with its status. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly told: Told;

  constructor(told: Told, cause?: unknown) {
    super(told.detail, { cause });
    this.told = told;
  }
}

/** As it is answered. `instance` is the request that it is about. */
const problemJson = ({ told }: Refusal, instance: string) => ({
  type: 'about:blank',
  title: told.title,
  status: told.status,
  detail: told.detail,
  instance,
  advice: told.advice,
  ...(told.candidates !== undefined && { candidates: told.candidates }),
  ...(told.parameters !== undefined && { parameters: told.parameters }),
});

/** A refusal as an answer: `application/problem+json`, RFC 9457. */
export const problemResponse = (
  refusal: Refusal,
  request: Request,
  headers: Readonly<Record<string, string>> = {},
): Response => {
  const { pathname, search } = new URL(request.url);
  return new Response(`${JSON.stringify(problemJson(refusal, pathname + search), null, 2)}\n`, {
    status: refusal.told.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
};

const busy = /Throttl|ProvisionedThroughputExceeded|RequestLimitExceeded|TableUnreachable/;

/** What is told of an error that nobody meant: nothing of what is inside. */
export const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (busy.test((error as Partial<Error> | null)?.name ?? ''))
    return new Refusal(
      {
        status: 503,
        title: 'The register is busy',
        detail: 'The register’s table slowed its readers down, or did not answer.',
        advice: 'Ask again in a minute.',
      },
      error,
    );
  return new Refusal(
    {
      status: 500,
      title: 'The register could not be read',
      detail: 'Something failed that is not the request’s fault.',
      advice: 'Ask again; if it stays, the service’s log says what failed, with this path and time.',
    },
    error,
  );
};
