/**
 * What an owner is told of a run: what is new, what of it is billed, how to fix and how to silence it, what is
 * resolved.
 */
import { catalog } from '../checks/catalog.ts';
import type { CheckAbout, Severity } from '../checks/types.ts';
import { severities } from '../checks/types.ts';
import type { OwnerSummary, Run } from '../register/types.ts';
import { type Digest, fittedDigest, type Listed, listed, type Room, subjectOf } from './digest.ts';
import { clipped } from './fit.ts';
import { OwnerNews, type Passed, type Problem, type Thing } from './news.ts';
import { idOf } from './of.ts';
import { newsWords, ownerText, totalsWords } from './owner-text.ts';

export interface Reader {
  readonly summary: OwnerSummary;
  readonly email: string | null;
}

export interface CheckNews {
  readonly check: string;
  readonly title: string;
  readonly severity: Severity;
  readonly remedy: string;
  readonly fail: Listed<Problem>;
  readonly unknown: Listed<Problem>;
}

export interface OwnerDetail {
  /** The first digest: what there is, and not what is new. */
  readonly baseline: boolean;
  readonly owner: {
    readonly id: string;
    readonly name: string | null;
    readonly status: string;
    readonly email: string | null;
  };
  /** All that is theirs after the run. */
  readonly totals: Pick<OwnerSummary, 'resources' | 'billed' | 'classes' | 'findings' | 'suppressed'>;
  readonly findings: {
    readonly opened: number;
    readonly checks: readonly CheckNews[];
    readonly resolved: Listed<Problem>;
    readonly suppressed: number;
  };
  readonly resources: {
    readonly discovered: Listed<Thing>;
    readonly reappeared: Listed<Thing>;
    readonly retired: Listed<Thing>;
    readonly received: Listed<Passed>;
    readonly given: Listed<Passed>;
    readonly missing: number;
    readonly changed: number;
    /** Of the new ones, how many of each class that is billed for just existing. */
    readonly billed: Readonly<Record<string, number>>;
  };
}

const known = new Map<string, CheckAbout>(catalog.map((check) => [check.id, check]));

const checkNews = (news: OwnerNews, room: Room): CheckNews[] =>
  [...news.opened]
    .map(([id, { fail, unknown }]): CheckNews => {
      const { title, severity, remedy } = known.get(id) ?? { title: id, severity: 'low', remedy: '' };
      return { check: id, title, severity, remedy, fail: listed(fail, room), unknown: listed(unknown, room) };
    })
    .sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity) || (a.check < b.check ? -1 : 1));

/** A baseline tells how much there is: it names nothing. */
const detailOf = ({ summary, email }: Reader, news: OwnerNews, baseline: boolean, full: Room): OwnerDetail => {
  const room = baseline ? { ...full, members: 0, lines: 0 } : full;
  const things = baseline ? new OwnerNews() : news;
  const { id, name, status, resources, billed, classes, findings, suppressed } = summary;
  const clip = (text: string) => clipped(text, full.bytes);
  return {
    baseline,
    owner: { id: clip(id), name: name && clip(name), status, email: email && clip(email) },
    totals: { resources, billed, classes, findings, suppressed },
    findings: {
      opened: news.openedCount,
      checks: checkNews(news, room),
      resolved: listed(news.resolved, room),
      suppressed: news.suppressed,
    },
    resources: {
      discovered: listed(things.discovered, room),
      reappeared: listed(things.reappeared, room),
      retired: listed(things.retired, room),
      received: listed(things.received, room),
      given: listed(things.given, room),
      missing: things.missing,
      changed: things.changed,
      billed: Object.fromEntries(things.billed),
    },
  };
};

/** What is new for one owner, with its text, under the size that SNS takes. */
export const ownerDigest = (reader: Reader, news: OwnerNews, run: Run, baseline: boolean): Digest =>
  fittedDigest((room): Digest<OwnerDetail> => {
    const detail = detailOf(reader, news, baseline, room);
    const shown = baseline ? { ...room, lines: 0 } : room;
    const words = baseline ? totalsWords(detail) : newsWords(detail);
    return {
      id: idOf('Owner Digest', run.id, reader.summary.id),
      type: 'Owner Digest',
      time: run.startedAt,
      run: run.id,
      source: 'cadastre',
      subject: subjectOf(`Cadastre, ${clipped(detail.owner.name ?? detail.owner.id, 40)}: ${words}`),
      text: ownerText(detail, shown),
      detail,
    };
  });
