/** What events come to, owner by owner: counts of everything, and the first few by name. No more is held in memory. */
import { isBilled } from '../kinds/classes.ts';
import type { AccountNames } from '../register/account-names.ts';
import { shortened, TEXT_BYTES } from './fit.ts';
import type { CadastreEvent } from './types.ts';

/** How many of a sort are kept by name. */
const KEPT = 100;

/** All of a sort: how many, and the first of them. */
export class Few<One extends object> {
  count = 0;
  readonly first: One[] = [];

  add(one: One): void {
    this.count++;
    if (this.first.length < KEPT) this.first.push(shortened(one, TEXT_BYTES));
  }
}

type Detail<Type extends CadastreEvent['type']> = CadastreEvent<Type>['detail'];
/** `accountName` is how people call the account; null where its provider does not tell. */
interface Called {
  readonly accountName: string | null;
}
type Found = Pick<
  Detail<'Resource Discovered'>,
  'resourceId' | 'provider' | 'kind' | 'class' | 'accountId' | 'region' | 'name'
>;
export type Thing = Found & Called;
/** `other` is the owner before, or from now on. */
export type Passed = Thing & { readonly other: string };
type Judged = Omit<Detail<'Finding Opened'>, 'truncated'>;
export type Problem = Judged & Called;
/** Of a partition of several accounts the name is null. */
export type Trouble = Omit<Detail<'Listing Incomplete'>, 'truncated'> & Called;

/** What is new for one owner. */
export class OwnerNews {
  /** Opened findings by check, those that fail apart from those that cannot be told. */
  readonly opened = new Map<string, { readonly fail: Few<Problem>; readonly unknown: Few<Problem> }>();
  readonly resolved = new Few<Problem>();
  suppressed = 0;
  readonly discovered = new Few<Thing>();
  readonly reappeared = new Few<Thing>();
  readonly retired = new Few<Thing>();
  readonly received = new Few<Passed>();
  readonly given = new Few<Passed>();
  missing = 0;
  changed = 0;
  /** Of what was discovered or reappeared, how many of each class that is billed for just existing. */
  readonly billed = new Map<string, number>();

  get openedCount(): number {
    let sum = 0;
    for (const { fail, unknown } of this.opened.values()) sum += fail.count + unknown.count;
    return sum;
  }

  /** Whether it is worth a message: what merely changed, is missing for now or was suppressed is not. */
  get telling(): boolean {
    const { resolved, discovered, reappeared, retired, received, given } = this;
    return (
      this.openedCount > 0 ||
      [resolved, discovered, reappeared, retired, received, given].some(({ count }) => count > 0)
    );
  }
}

/** What is new in a run; `names` are the display names of accounts. */
export class News {
  readonly #names: AccountNames;
  readonly owners = new Map<string, OwnerNews>();
  readonly troubles = new Few<Trouble>();

  constructor(names: AccountNames = new Map()) {
    this.#names = names;
  }

  of(owner: string): OwnerNews {
    let news = this.owners.get(owner);
    if (news === undefined) this.owners.set(owner, (news = new OwnerNews()));
    return news;
  }

  add({ type, detail }: CadastreEvent): void {
    switch (type) {
      case 'Resource Discovered':
      case 'Resource Reappeared': {
        const news = this.of(detail.owner);
        news[type === 'Resource Discovered' ? 'discovered' : 'reappeared'].add(this.#thing(detail));
        if (isBilled(detail.class)) news.billed.set(detail.class, (news.billed.get(detail.class) ?? 0) + 1);
        break;
      }
      case 'Resource Retired':
        this.of(detail.owner).retired.add(this.#thing(detail));
        break;
      case 'Resource Missing':
        this.of(detail.owner).missing++;
        break;
      case 'Resource Changed':
        this.of(detail.owner).changed++;
        break;
      case 'Owner Changed':
        // On other evidence the same owner stays: that is for the history.
        if (detail.before.id === detail.after.id) break;
        this.of(detail.after.id).received.add({ ...this.#thing(detail), other: detail.before.id });
        this.of(detail.before.id).given.add({ ...this.#thing(detail), other: detail.after.id });
        break;
      case 'Finding Opened':
        this.#opened(detail);
        break;
      case 'Finding Resolved':
        if (detail.resolution === 'suppressed') this.of(detail.owner).suppressed++;
        else this.of(detail.owner).resolved.add(this.#problem(detail));
        break;
      case 'Listing Incomplete':
        this.troubles.add(this.#trouble(detail));
        break;
      case 'Run Completed':
        break;
    }
  }

  #opened(finding: Judged): void {
    const { opened } = this.of(finding.owner);
    const known = opened.get(finding.check) ?? { fail: new Few<Problem>(), unknown: new Few<Problem>() };
    opened.set(finding.check, known);
    known[finding.verdict].add(this.#problem(finding));
  }

  #called(accountId: string): string | null {
    return this.#names.get(accountId) ?? null;
  }

  #thing({ resourceId, provider, kind, class: classId, accountId, region, name }: Found): Thing {
    const account = { accountId, accountName: this.#called(accountId) };
    return { ...{ resourceId, provider, kind, class: classId }, ...account, ...{ region, name } };
  }

  #problem({ resourceId, kind, accountId, owner, check, severity, verdict, reason, since }: Judged): Problem {
    const account = { accountId, accountName: this.#called(accountId) };
    return { ...{ resourceId, kind }, ...account, ...{ owner, check, severity, verdict, reason, since } };
  }

  #trouble({ partition, listing, outcome, reason, lastComplete }: Omit<Trouble, 'accountName'>): Trouble {
    // A partition of one account is named by it: `aws:123456789012`.
    const accountName = this.#called(partition.slice(partition.indexOf(':') + 1));
    return { partition, accountName, listing, outcome, reason, lastComplete };
  }
}
