/** Times as clouds write them are one time, on whichever machine they are read. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { beganAt, timeOf } from '../../lib/kinds/times.ts';

const written = [
  ['2019-06-03T07:29:43.227', '2019-06-03T07:29:43.227Z'],
  ['2019-06-03 07:29:43', '2019-06-03T07:29:43.000Z'],
  ['2019-06-03T07:29', '2019-06-03T07:29:00.000Z'],
  ['2019-06-03', '2019-06-03T00:00:00.000Z'],
  ['2019-06-03T07:29:43.2271234Z', '2019-06-03T07:29:43.227Z'],
  ['2019-06-03T07:29:43.227-07:00', '2019-06-03T14:29:43.227Z'],
  ['2019-06-03T07:29:43+0000', '2019-06-03T07:29:43.000Z'],
  ['2019-06-03t07:29:43z', '2019-06-03T07:29:43.000Z'],
] as const;

/** What a machine in another zone makes of the same texts. */
const readIn = (zone: string): unknown => {
  const module = new URL('../../lib/kinds/times.ts', import.meta.url).href;
  const program = `import { timeOf } from ${JSON.stringify(module)};
    console.log(JSON.stringify(${JSON.stringify(written.map(([text]) => text))}.map(timeOf)));`;
  const options = { env: { ...process.env, TZ: zone }, encoding: 'utf8' } as const;
  return JSON.parse(execFileSync('node', ['--import', 'tsx', '--input-type=module', '-e', program], options));
};

describe('a time', () => {
  it.each(written)('written as %s is %s', (text, time) => expect(timeOf(text)).toBe(time));

  it.each(['America/New_York', 'Asia/Kolkata'])('without a zone is UTC on a machine in %s', (zone) => {
    expect(readIn(zone)).toEqual(written.map(([, time]) => time));
  });

  it.each([
    ...['Tue, 19 Nov 2024 10:00:00 GMT', '2020', '11/19/2024', 'Nov 19 2024', '20240603T072943Z', '', ' '],
    ...['2019-06-31T00:00:00Z', '2019-13-01', '2019-06-03T25:00:00Z', '2019-06-03T07:29:43+7', '1600000000000'],
  ])('is none where it is no ISO 8601, as %j', (text) => expect(timeOf(text)).toBeNull());

  it.each([1_600_000_000, 1_600_000_000_000, null, undefined, true])('is none where no unit is told: %j', (value) =>
    expect(timeOf(value)).toBeNull(),
  );
});

describe('the beginning of a state', () => {
  const may = '2026-05-01T00:00:00.000Z';
  it('is the time that is told of it', () => {
    expect(beganAt(may, '2026-04-01T00:00:00Z')).toBe(may);
    expect(beganAt(may, undefined)).toBe(may);
  });
  it('is not known from a time before the state was another', () => {
    expect(beganAt(may, '2026-05-02T00:00:00Z')).toBeNull();
    expect(beganAt(undefined, may)).toBeNull();
  });
});
