/** States of what one thing is to another, as EC2 names them. */

/** Whether an attachment holds: what is being detached, or was, is shown for a while. */
export const isHeld = (state: unknown): boolean => state !== 'detached' && state !== 'detaching';

/** Whether a range is in use: one that was taken away, or never came to be, is shown for a while. */
export const isAssociated = (state: unknown): boolean =>
  state === undefined || state === 'associated' || state === 'associating';
