/** What stands between the client and the table, on the wire: answers in its place, or cuts the connection. */
import { answeredBetween, half, listen, type Outcome, type Reply } from '../../lib/sample/http.ts';
import type { Through } from '../pipeline/harness.ts';

/** What DynamoDB, or something between, may do to a request. */
export type TableAnswer =
  | 'ProvisionedThroughputExceededException'
  | 'ThrottlingException'
  | 'RequestLimitExceeded'
  | 'ConditionalCheckFailedException'
  /** Of a batch, only the first half is done; or nothing at all. */
  | 'half'
  | 'nothing'
  | 'error'
  | 'unavailable'
  /** The connection is cut before the table has the request, or after: then it was carried out. */
  | 'reset'
  | 'lost'
  | 'silent'
  | 'html'
  | 'truncate';

export interface TableFault {
  /** `BatchWriteItem`, …; absent: any. */
  readonly operation?: string;
  /** What its body must say. */
  readonly saying?: string;
  readonly answer: TableAnswer;
  /** The first of its calls that is struck, counted from 1; and how many in a row. Absent: 1, and all. */
  readonly fromCall?: number;
  readonly times?: number;
  /** Every how many calls. Absent: each. */
  readonly every?: number;
}

const JSON_10 = { 'content-type': 'application/x-amz-json-1.0' };

const refusal = (status: number, name: string): Reply => ({
  status,
  headers: JSON_10,
  body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: `${name}, says the test` }),
});

/** The request for the first half of a batch, and the rest of it as the table gives back what it did not do. */
const split = (operation: string, body: any, share: number) => {
  const [name, whole] = Object.entries<any>(body.RequestItems)[0]!;
  const list: any[] = operation === 'BatchGetItem' ? whole.Keys : whole;
  const cut = Math.floor(list.length * share);
  const wrap = (part: any[]) =>
    part.length === 0 ? {} : { [name]: operation === 'BatchGetItem' ? { ...whole, Keys: part } : part };
  const left = operation === 'BatchGetItem' ? 'UnprocessedKeys' : 'UnprocessedItems';
  return {
    asked: { ...body, RequestItems: wrap(list.slice(0, cut)) },
    left,
    rest: wrap(list.slice(cut)),
    any: cut > 0,
  };
};

const fits = (fault: TableFault, operation: string, body: string): boolean =>
  (fault.saying === undefined || body.includes(fault.saying)) &&
  (fault.operation === undefined || fault.operation === operation) &&
  (!['half', 'nothing'].includes(fault.answer) || operation.startsWith('Batch'));

export interface Front {
  readonly through: Through;
  /** Struck from now on; calls are counted anew. */
  strike(...faults: readonly TableFault[]): void;
  /** How many requests were struck since. */
  struck(): number;
  /** Once so many more were answered, everything that is asked is done, and the answers stay away until `release`. */
  hold(calls: number): { readonly held: Promise<void>; release(): void };
}

export const openFront = (): Front => {
  let faults: readonly TableFault[] = [];
  let calls: number[] = [];
  let struck = 0;
  let before = Number.POSITIVE_INFINITY;
  let reached = () => {};
  let released: Promise<void> = Promise.resolve();

  /** The fault that strikes a call, if one does. */
  const faultAt = (operation: string, body: string): TableFault | undefined => {
    for (const [index, fault] of faults.entries()) {
      if (!fits(fault, operation, body)) continue;
      const { fromCall = 1, times = Number.POSITIVE_INFINITY, every = 1 } = fault;
      const call = (calls[index] = (calls[index] ?? 0) + 1) - fromCall;
      if (call < 0 || call % every !== 0 || call / every >= times) continue;
      struck++;
      return fault;
    }
    return undefined;
  };

  const through: Through = async (endpoint) => {
    const { port, close } = await listen(async ({ headers, body }): Promise<Outcome> => {
      const target = String(headers['x-amz-target']);
      const operation = target.split('.')[1]!;
      const forward = async (text: string): Promise<Reply> => {
        const answer = await fetch(endpoint, {
          method: 'POST',
          headers: {
            ...JSON_10,
            'x-amz-target': target,
            authorization: String(headers.authorization),
            'x-amz-date': 'x',
          },
          body: text,
        });
        return { status: answer.status, headers: JSON_10, body: await answer.text() };
      };
      const answered = async (): Promise<Outcome['reply']> => {
        const answer = faultAt(operation, body)?.answer;
        const between = answeredBetween(answer);
        if (between !== undefined) return between;
        switch (answer) {
          case undefined:
            return forward(body);
          case 'error':
            return refusal(500, 'InternalServerError');
          case 'unavailable':
            return refusal(503, 'ServiceUnavailable');
          case 'lost':
            await forward(body);
            return 'reset';
          case 'truncate':
            return half(await forward(body));
          case 'half':
          case 'nothing': {
            const { asked, left, rest, any } = split(operation, JSON.parse(body), answer === 'half' ? 0.5 : 0);
            const reply = any ? await forward(JSON.stringify(asked)) : { status: 200, headers: JSON_10, body: '{}' };
            return { ...reply, body: JSON.stringify({ ...JSON.parse(reply.body), [left]: rest }) };
          }
          default:
            return refusal(400, answer as string);
        }
      };
      const reply = await answered();
      if (before-- <= 0) {
        reached();
        await released;
      }
      return { delayMs: 0, reply };
    });
    return { endpoint: `http://127.0.0.1:${port}`, close };
  };

  return {
    through,
    strike(...all) {
      faults = all;
      calls = [];
      struck = 0;
    },
    struck: () => struck,
    hold(calls) {
      let release = () => {};
      released = new Promise((done) => (release = done));
      const held = new Promise<void>((done) => (reached = done));
      before = calls;
      return {
        held,
        release() {
          before = Number.POSITIVE_INFINITY;
          release();
        },
      };
    },
  };
};
