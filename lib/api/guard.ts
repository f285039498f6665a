/** Who may ask, where no cloud stands in front of the API. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from './problem.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Names of this machine that a browser can be sent to by nobody else: what is called otherwise was led here. */
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

export const isLoopback = (host: string): boolean => loopback.has(host) || loopback.has(`[${host}]`);

/** With a token, who gives it as `Authorization: Bearer`; without, whoever asks for this machine by a name of its own. */
export const guardOf =
  (token: string | undefined) =>
  (request: Request): Refusal | undefined => {
    if (token === undefined)
      return loopback.has(new URL(request.url).hostname)
        ? undefined
        : new Refusal({
            status: 403,
            title: 'This name is not served',
            detail: 'Without a token the register is served to this machine alone, by the names that it has itself.',
            advice: 'Ask for it as http://127.0.0.1, or serve it with --token.',
          });
    const [, given] = /^Bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
    return given !== undefined && timingSafeEqual(digest(given), digest(token))
      ? undefined
      : new Refusal({
          status: 401,
          title: 'A token is needed',
          detail: given === undefined ? 'The request has no token.' : 'The token is not the one that was set.',
          advice: 'Send the header `Authorization: Bearer TOKEN` with the token that the service was started with.',
        });
  };
