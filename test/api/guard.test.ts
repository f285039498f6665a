import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { guardOf } from '../../lib/api/guard.ts';
import { fakeReader } from '../cli/fake.ts';
import { apiForTest } from './harness.ts';

/** What is answered to a request for another name than that of the machine. */
const statusFor = (url: string, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(`${url}/owners`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    })
      .once('error', reject)
      .end();
  });

describe('without a token', () => {
  it.each([
    ['127.0.0.1', 200],
    ['127.0.0.1:8080', 200],
    ['localhost:8080', 200],
    ['[::1]:8080', 200],
    // A page of another's, whose name was made to lead to this machine.
    ['register.example', 403],
    ['127.0.0.1.example:8080', 403],
    ['192.0.2.7', 403],
  ])('the register is served to who asks for %s: %i', async (host, status) => {
    const { url } = await apiForTest(fakeReader({}), guardOf(undefined));
    expect(await statusFor(url, host)).toBe(status);
  });
});

describe('with a token', () => {
  const token = 'a-token-of-some-length';
  it.each([
    [`Bearer ${token}`, 200],
    [`bearer ${token}`, 200],
    [`Bearer ${token}x`, 401],
    ['Bearer ', 401],
    [token, 401],
    [`Basic ${token}`, 401],
  ])('%s is answered with %i', async (authorization, status) => {
    const { get } = await apiForTest(fakeReader({}), guardOf(token));
    expect((await get('/owners', { authorization })).status).toBe(status);
  });

  it('who has none is told what to send, whatever they ask for', async () => {
    const { get, url } = await apiForTest(fakeReader({}), guardOf(token));
    for (const path of ['/', '/owners', '/openapi.json', '/nothing']) {
      const response = await get(path);
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(((await response.json()) as any).advice).toContain('Authorization: Bearer');
    }
    expect(await statusFor(url, 'register.example')).toBe(401);
  });
});
