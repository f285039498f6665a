/** What the config may say of guards: which keep nothing here, for how long they do, and which there are beside ours. */
import * as z from 'zod';
import { guards } from '../checks/guards.ts';
import { pattern } from '../owners/rules.ts';
import { didYouMean } from '../reports/nearest.ts';

const known = Object.keys(guards);

const globs = (what: string) =>
  z
    .array(
      z
        .string()
        .min(1)
        .superRefine((written, context) => {
          try {
            pattern(written);
          } catch (error) {
            context.addIssue(`expected a glob or a regular expression between slashes: ${(error as Error).message}`);
          }
        }),
    )
    .min(1)
    .optional()
    .describe(`${what}: globs as vault-* or regular expressions between slashes.`);

const days = z.number().int().min(0).max(36_500);

const words = z
  .strictObject({
    because: z.string().min(1).describe('Who keeps it, as a sentence without its end: Harbour Vault keeps it.'),
    tags: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('Beginnings of tag keys, in any spelling; key=value is that key with a value, which may be a glob.'),
    names: globs('Names of resources'),
    groups: globs('Names of resource groups or projects'),
    days: days.default(365).describe('Days without use for which it is likely that it is kept; then it is unknown.'),
  })
  .refine(({ tags, names, groups }) => tags ?? names ?? groups, 'expected at least one of tags, names, groups');

const setting = z.union([z.literal(false), z.strictObject({ days }), words]);

/** Guards by name. One that there is may be `false` or have other days; any other name is a guard of one's own. */
export const guardSettings = z.record(z.string().min(1), setting).superRefine((settings, context) => {
  for (const [name, one] of Object.entries(settings)) {
    const isOwn = one !== false && 'because' in one;
    if (known.includes(name) && isOwn)
      context.addIssue({ code: 'custom', path: [name], message: 'is a guard that there is: say days or false' });
    if (!known.includes(name) && !isOwn)
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `no guard is called "${name}"${didYouMean(name, known)}; one of your own says because, and tags, names or groups`,
      });
  }
});
