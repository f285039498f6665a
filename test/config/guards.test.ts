/** Guards of one's own are told apart from those that there are, and a slip is told with its line. */
import { expect, it } from 'vitest';
import { inOwnFolder, load } from './written.ts';

inOwnFolder();

const config = (guards: string) => `roots: [{ provider: azure }]\nguards:\n${guards}`;

it('adds a guard, changes the days of one, and switches one off', async () => {
  const { guards } = await load(
    config(
      '  vault: { because: Harbour Vault keeps it, tags: [harbour-vault] }\n  citrix: false\n  backup: { days: 30 }\n',
    ),
  );
  expect(guards).toEqual({
    vault: { because: 'Harbour Vault keeps it', tags: ['harbour-vault'], days: 365 },
    citrix: false,
    backup: { days: 30 },
  });
});

it.each([
  ['  citrx: false', 'no guard is called "citrx"'],
  ['  vault: { days: 3 }', 'no guard is called "vault"'],
  ['  citrix: { because: It is ours, tags: [x] }', 'is a guard that there is'],
  ['  vault: { because: It is ours }', 'guards.vault'],
  ['  vault: { because: It is ours, names: ["/(/"] }', 'guards.vault'],
  ['  citrix: { days: -1 }', 'guards.citrix'],
])('refuses %s, and says where', async (written, message) => {
  await expect(load(config(written))).rejects.toThrow(message);
  await expect(load(config(written))).rejects.toThrow(/:3:/);
});
