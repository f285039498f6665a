/** The digests of a run: one for each owner with news, and one for the platform team. Nothing new, nothing told. */
import { UNOWNED } from '../owners/types.ts';
import type { Database } from '../register/database.ts';
import { readProfiles } from '../register/profiles.ts';
import { runBefore } from '../register/runs.ts';
import { owners } from '../register/summaries.ts';
import type { OwnerSummary, Run } from '../register/types.ts';
import type { Digest } from './digest.ts';
import { type News, OwnerNews } from './news.ts';
import { ownerDigest } from './owner-digest.ts';
import { platformDigest } from './platform-digest.ts';

const nothing = new OwnerNews();

/** Profiles read at once. */
const BATCH = 100;

/**
 * Who is told: those with news, and at the baseline everybody who owns anything. What nobody owns the platform team is
 * told.
 */
const readersOf = (summaries: ReadonlyMap<string, OwnerSummary>, news: News, baseline: boolean): string[] => {
  const readers = new Set(baseline ? summaries.keys() : []);
  for (const [id, { telling }] of news.owners) if (telling) readers.add(id);
  readers.delete(UNOWNED);
  return [...readers].sort();
};

/** Who owns nothing any more is in no summary. */
const none = { resources: 0, billed: 0, exempt: 0, classes: {}, findings: 0, suppressed: 0 };

/**
 * An owner's digest for each who has news, everybody's at the baseline, and the platform's last, where it has anything
 * to say.
 */
export async function* digestsOf(database: Database, run: Run, news: News, baseline: boolean): AsyncGenerator<Digest> {
  const before = await runBefore(database, run);
  const all = await owners(database);
  const summaries = new Map(all.map((summary) => [summary.id, summary]));
  const readers = readersOf(summaries, news, baseline);
  for (let from = 0; from < readers.length; from += BATCH) {
    const some = readers.slice(from, from + BATCH);
    const profiles = await readProfiles(database, some);
    for (const id of some) {
      const profile = profiles.get(id);
      const status = profile === undefined ? 'unknown' : profile.active ? 'known' : 'left';
      const summary = summaries.get(id) ?? { id, name: profile?.name ?? null, status, ...none };
      yield ownerDigest({ summary, email: profile?.email ?? null }, news.owners.get(id) ?? nothing, run, baseline);
    }
  }
  const platform = platformDigest({ run, before, news, owners: all, baseline });
  if (platform !== undefined) yield platform;
}
