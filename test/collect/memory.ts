/** A register in memory, with the table's own rules for what is read back and when, and crashes on demand. */
import type { Entries } from '../../lib/collect/entry.ts';
import { openFinding, saysOf } from '../../lib/collect/findings.ts';
import type { FindingChange, Hold, ListingState, OwnerCounts, PartitionStore, Truth } from '../../lib/collect/store.ts';
import type { Suppression } from '../../lib/register/assertion-types.ts';
import type { CountedRow, RegisteredResource, Version } from '../../lib/register/types.ts';

export class Crash extends Error {}

export class Memory {
  readonly resources = new Map<string, { readonly now: RegisteredResource; readonly hash: string }>();
  readonly versions = new Map<string, Version>();
  readonly findings = new Map<string, FindingChange>();
  owners: Readonly<Record<string, OwnerCounts>> = {};
  /** By listing, what it counts and does not register. */
  readonly counted = new Map<string, readonly CountedRow[]>();
  /** By listing, what a person confirmed. */
  readonly confirmed = new Map<string, Hold>();
  /** What people suppressed, by any key. */
  readonly said = new Map<string, Suppression>();
  /** Items written since this was set to nothing. */
  written: string[] = [];
  /** Items that may still be written before the process dies. */
  left = Number.POSITIVE_INFINITY;
  #states = new Map<string, ListingState>();
  #manifests = new Map<string, Entries>();
  #unclean = false;

  #put<Key, Value>(into: Map<Key, Value>, key: Key, value: Value): void {
    if (this.left-- <= 0) throw new Crash('the process died');
    into.set(key, structuredClone(value));
    this.written.push(String(key));
  }

  /** The register's resource by the end of its id. */
  get(name: string): RegisteredResource | undefined {
    return [...this.resources.values()].find(({ now }) => now.id.endsWith(`/${name}`))?.now;
  }

  /** A resource's versions, the first first. */
  history(name: string): Version[] {
    return [...this.versions.values()]
      .filter(({ resourceId }) => resourceId.endsWith(`/${name}`))
      .sort((a, b) => a.version - b.version);
  }

  open(): PartitionStore {
    const unclean = this.#unclean;
    this.#unclean = true;
    const states = new Map(this.#states);
    const { findings } = this;
    return {
      listings: states,
      unclean,
      confirmed: async (listing, since) => {
        const confirmed = this.confirmed.get(listing);
        return confirmed?.since === since ? confirmed.lost : 0;
      },
      manifest: async (listing) => structuredClone(this.#manifests.get(listing) ?? new Map()),
      truth: async (ids, versions) =>
        new Map(
          ids.map((id): [string, Truth] => {
            const { now, hash } = this.resources.get(id) ?? {};
            const next = this.versions.get(`${id} v${(now?.version ?? versions.get(id) ?? 0) + 1}`);
            return [id, structuredClone({ now, hash, next: unclean ? next : undefined })];
          }),
        ),
      adopt: async (ids) =>
        new Map(
          ids.map((id) => [
            id,
            Object.fromEntries(
              [...this.findings.values()]
                .filter(({ resourceId, closed }) => resourceId === id && !closed)
                .map(({ check, since, suppressed, failed, from, ...rest }) => [
                  check,
                  openFinding(saysOf(rest), since, suppressed, failed, from),
                ]),
            ),
          ]),
        ),
      known: async function* () {},
      write: async (_, written) => {
        for (const { version } of written)
          if (version) this.#put(this.versions, `${version.resourceId} v${version.version}`, version);
        for (const { resource, hash } of written) this.#put(this.resources, resource.id, { now: resource, hash });
      },
      writeFindings: async (changes) => {
        for (const change of changes) this.#put(this.findings, `${change.check} ${change.resourceId}`, change);
      },
      leftFindings: async function* () {
        yield [...findings.values()].map(({ resourceId, check, closed, since, suppressed, failed, from, ...rest }) => ({
          resourceId,
          check,
          open: closed ? undefined : openFinding(saysOf(rest), since, suppressed, failed, from),
        }));
      },
      suppressions: async () => [...this.said.values()].filter(({ ended }) => ended === null),
      endSuppressions: async (over) => {
        for (const { suppression, why } of over)
          this.#put(this.said, suppression.at, { ...suppression, ended: { at: 'now', by: null, why } });
      },
      saveCounted: async (listing, rows) => {
        this.#put(this.counted, listing, rows);
      },
      saveListing: async (listing, state, entries) => {
        if (entries) this.#put(this.#manifests, listing, entries);
        states.set(listing, { ...state, generation: '', chunks: 0 });
        if (entries) this.#states = new Map(states);
      },
      saveOwners: async (counts) => void (this.owners = counts),
      release: async (finished) => {
        this.#states = new Map(states);
        this.#unclean = false;
        if (!finished) this.written.push('continue');
      },
    };
  }
}
