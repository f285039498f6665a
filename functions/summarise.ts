/** Ends a run: see lib/deployed/summariser.ts. */
import { summariseHandler } from '../lib/deployed/summariser.ts';

export const handler = summariseHandler();
