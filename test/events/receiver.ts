/** Takes posts on loopback. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Receiver {
  readonly address: string;
  readonly got: { readonly headers: IncomingHttpHeaders; readonly body: any }[];
}

export type Answer = (response: ServerResponse) => void;

export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(code, headers).end('no');

/** Answers each post as it is told; the last answer stands, and without any all is well. Closed when the test ends. */
export const receiver = async (...answers: readonly Answer[]): Promise<Receiver> => {
  const got: Receiver['got'] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const answer = answers[Math.min(got.length, answers.length - 1)];
    got.push({ headers: request.headers, body: JSON.parse(text) });
    if (answer) answer(response);
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
};
