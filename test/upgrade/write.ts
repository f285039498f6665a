/**
 * Keeps the layout of the code that it runs with: `node --import tsx test/upgrade/write.ts NAME`. Run it before a change
 * of how items lie in the table; for an older commit, in a checkout of it into which this folder was copied.
 */
import { collect, openRegister } from '../pipeline/harness.ts';
import { itemsIn, writeLayout } from './layout.ts';

const estate = { seed: 7, size: 100 };
/** Days with something new, changed, missing and retired, and one that is seen twice. */
const days = [0, 0, 1, 2, 3];

const [name] = process.argv.slice(2);
if (name === undefined) throw new Error('Say what to name the layout by: the commit that writes it.');
const register = await openRegister();
for (const [turn, day] of days.entries()) await collect(register, { estate: { ...estate, day }, turn });
writeLayout(name, { ...estate, days, items: await itemsIn(register.table.client) });
await register.close();
