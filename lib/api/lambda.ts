/**
 * The API behind a Lambda function URL: its events in, streams out. Hono's own adapters end a stream that broke midway
 * as if it were whole; here the invocation fails, and the client sees that its list is cut short.
 */
import { finished, pipeline } from 'node:stream/promises';
import type { Context, LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { problemResponse, Refusal } from './problem.ts';

type Answer = (request: Request, context: Context) => Response | Promise<Response>;
type Handler = (event: LambdaFunctionURLEvent, context: Context) => Promise<unknown>;

/** What the runtime of Lambda gives to functions that stream. */
export interface Streaming {
  streamifyResponse(
    handler: (event: LambdaFunctionURLEvent, stream: NodeJS.WritableStream, context: Context) => Promise<void>,
  ): Handler;
  readonly HttpResponseStream: {
    from(
      stream: NodeJS.WritableStream,
      head: { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> },
    ): NodeJS.WritableStream;
  };
}

/** The most that a function may answer at once, less some room for what it is wrapped in. */
const BUFFERED_BYTES = 5_500_000;

/** A path may have been decoded on its way: what would end it stays a part of it. */
const requestOf = ({ rawPath, rawQueryString, headers, requestContext }: LambdaFunctionURLEvent): Request => {
  const path = rawPath.replace(/[?#]/g, encodeURIComponent);
  const query = rawQueryString === '' ? '' : `?${rawQueryString}`;
  const given = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return new Request(`https://${requestContext.domainName}${path}${query}`, {
    method: requestContext.http.method,
    headers: given,
  });
};

const headOf = ({ status, headers }: Response) => ({ statusCode: status, headers: Object.fromEntries(headers) });

const streamed = async (
  answer: Answer,
  event: LambdaFunctionURLEvent,
  stream: NodeJS.WritableStream,
  context: Context,
  head: Streaming['HttpResponseStream'],
) => {
  const response = await answer(requestOf(event), context);
  const out = head.from(stream, headOf(response));
  // The head is sent with the first write, even where nothing follows.
  if (response.body !== null) return pipeline(response.body, out);
  out.write('');
  out.end();
  await finished(out);
};

/** Whole, as far as that goes: a list that is longer is refused, and its reading stops. */
const buffered = async (
  answer: Answer,
  event: LambdaFunctionURLEvent,
  context: Context,
): Promise<LambdaFunctionURLResult> => {
  const request = requestOf(event);
  let response = await answer(request, context);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    // In base64 it grows by a third.
    if ((bytes * 4) / 3 > BUFFERED_BYTES) {
      response = problemResponse(tooLong, request);
      chunks.splice(0, chunks.length, new Uint8Array(await response.arrayBuffer()));
      break;
    }
  }
  return { ...headOf(response), body: Buffer.concat(chunks).toString('base64'), isBase64Encoded: true };
};

const tooLong = new Refusal({
  status: 413,
  title: 'The answer is too long',
  detail: 'This runtime does not stream, and takes no answer of more than some megabytes.',
  advice: 'Ask for less (`owner`, `account`, `kind`, `limit`), or for `format=csv` with `Accept-Encoding: gzip`.',
});

/** Streams where the runtime can, else answers at once. The SDK makes the runtime's global too, with nothing in it. */
export const lambdaHandler = (
  answer: Answer,
  { streamifyResponse, HttpResponseStream }: Partial<Streaming> = (
    globalThis as unknown as { awslambda?: Partial<Streaming> }
  ).awslambda ?? {},
): Handler =>
  streamifyResponse === undefined || HttpResponseStream === undefined
    ? (event, context) => buffered(answer, event, context)
    : streamifyResponse((event, stream, context) => streamed(answer, event, stream, context, HttpResponseStream));
