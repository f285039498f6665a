/** How many lines gave a resource, and why the others gave none. */

/** What became of a line: resources, or the reason why there are none. */
export interface Fate {
  readonly resources: number;
  /** Resources whose tags are not known, since the answer that tells them is not recorded. */
  readonly untagged?: number;
  readonly reason?: string;
}

const count = (words: readonly string[]): [string, number][] => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, left], [b, right]) => right - left || a.localeCompare(b));
};

/** The provider's lines in words: totals, then reasons by their number. */
export const report = (provider: string, fates: readonly Fate[]): string => {
  const given = fates.filter(({ resources }) => resources > 0);
  const reasoned = fates.filter(({ resources }) => resources === 0);
  const resources = given.reduce((sum, fate) => sum + fate.resources, 0);
  const untagged = given.reduce((sum, fate) => sum + (fate.untagged ?? 0), 0);
  const unknown = untagged > 0 ? `, ${untagged} with tags unknown: the answer that tells them is not recorded` : '';
  const reasons = count(reasoned.map(({ reason }) => reason ?? 'no reason')).map(
    ([reason, lines]) => `  ${String(lines).padStart(5)}  ${reason}`,
  );
  return [
    `${provider}: ${fates.length} lines; ${given.length} gave a resource (${resources} resources${unknown}), ${reasoned.length} a named reason`,
    ...reasons,
  ].join('\n');
};
