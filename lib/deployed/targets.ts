/** Whom a deployment tells beside its topics: the addresses of the config. */
import { openTarget, type Target, TargetError } from '../events/targets.ts';

/** Throws a `TargetError` for what a function cannot write to. */
export const readDeployedTargets = (written: readonly string[]): readonly string[] => {
  for (const one of written) {
    if (one.startsWith('file:'))
      throw new TargetError(
        `${one} is on the machine that collects, and a function has none: name an address, or take it out`,
      );
  }
  return written;
};

/** What goes to `stdout` ends up in the function's log. */
export const openDeployedTargets = (written: readonly string[], kind: 'digest' | 'events'): Target[] =>
  readDeployedTargets(written).map((one) =>
    openTarget(one, kind, { stdout: async (text) => void process.stdout.write(text) }),
  );
