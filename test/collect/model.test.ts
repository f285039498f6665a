/** Any sequence of sweeps over a register in memory, against a model that a reader can check by eye. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { collect, dayOf } from './estate.ts';
import { Crash, Memory } from './memory.ts';
import { after, crashing, day, type Known, LAST_TRY, sweepOf } from './model.ts';

const held = (memory: Memory): Map<string, Known> =>
  new Map(
    [...memory.resources.values()].map(({ now: { name, tags, fields, lifecycle, version } }) => {
      const history = memory.history(name!);
      expect(history.map((one) => one.version)).toEqual(history.map((_, i) => i + 1));
      expect(version).toBe(history.length);
      const known = {
        owner: tags.owner ?? '',
        sizeGib: fields.sizeGib,
        lifecycle,
        events: history.map(({ event }) => event),
      };
      return [name!, known as Known];
    }),
  );

it('holds what a simple model holds, after any sequence of sweeps, whole or broken', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(day, { minLength: 1, maxLength: 8 }), async (days) => {
      const memory = new Memory();
      let model = new Map<string, Known>();
      let complete: string | null = null;
      for (const [i, one] of days.entries()) {
        const { outcomes, counts } = await collect(memory.open(), i, [sweepOf(one)]);
        const before = model;
        model = after(before, one);
        expect(held(memory)).toEqual(model);
        const whole = one.breaksAfter === null;
        if (whole) complete = dayOf(i);
        expect(outcomes).toMatchObject([{ outcome: whole ? 'complete' : 'incomplete', lastComplete: complete }]);
        const news = [...model].flatMap(([name, { events }]) => events.slice(before.get(name)?.events.length ?? 0));
        const count = (event: string) => news.filter((one) => one === event).length;
        expect([counts.new, counts.changed, counts.missing, counts.retired, counts.reappeared]).toEqual(
          ['discovered', 'changed', 'missing', 'retired', 'reappeared'].map(count),
        );
      }
    }),
    { numRuns: 250 },
  );
});

it('holds the same after a crash at any write, tried again by the same run or by another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(crashing(14), { minLength: 1, maxLength: 6 }), async (days) => {
      const memory = new Memory();
      let model = new Map<string, Known>();
      let run = 0;
      let ended = 0;
      let died: number | null = null;
      for (const { one, tries } of days) {
        const sweep = sweepOf(one);
        run++;
        for (const { left, sameRun } of [...tries, LAST_TRY]) {
          if (!sameRun) run++;
          memory.left = left;
          try {
            await collect(memory.open(), run, [sweep], { repeats: died === null ? null : dayOf(died) });
          } catch (error) {
            expect(error).toBeInstanceOf(Crash);
            died ??= run;
            continue;
          }
          // A run that died leaves no trace once it is repeated; one that came to its end counts, and counts once.
          if (ended !== run) model = after(model, one);
          ended = run;
          died = null;
        }
        expect(held(memory)).toEqual(model);
      }
    }),
    { numRuns: 250 },
  );
});
