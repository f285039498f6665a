/** Items as runs write them, for what is told of them. */
import type { FindingChange } from '../../lib/collect/store.ts';
import type { Item } from '../../lib/register/database.ts';
import { findingItem } from '../../lib/register/items.ts';
import { runItem } from '../../lib/register/runs.ts';
import type { Run, Version } from '../../lib/register/types.ts';
import { versionItem } from '../../lib/register/versions.ts';
import { finding, pastRun, resource } from '../cli/fake.ts';

export const NOW = '2026-03-01T00:00:00.000Z';

export const version = (over: Partial<Version> = {}, of = resource()): Item =>
  versionItem(
    {
      resourceId: of.id,
      version: 2,
      event: 'changed',
      changes: { 'fields.sizeGib': [8, 16] },
      at: NOW,
      run: 'run-2',
      previousAt: null,
      ...over,
    },
    of,
    undefined,
  );

export const problem = (over: Partial<FindingChange> = {}, now = NOW): Item =>
  findingItem({ ...finding(), closed: false, run: 'run-2', before: null, ...over }, now);

export const run = (over: Partial<Run> = {}): Item => runItem(pastRun(over));
