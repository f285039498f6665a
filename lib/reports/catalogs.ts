/** Kinds and checks as lists, with how much the register has of each: `docs/json.md`. */
import { catalog as checks } from '../checks/catalog.ts';
import type { CheckSettings } from '../checks/evaluate.ts';
import type { CheckAbout } from '../checks/types.ts';
import { catalog as kinds } from '../kinds/catalog.ts';
import type { CheckCounts, RegisterCounts } from '../register/types.ts';
import { jsonCell } from './columns.ts';
import type { Shape } from './list.ts';

export type KindRow = (typeof kinds)[number] & {
  /** Null where there is no register. */
  readonly resources: number | null;
};

/** Every kind. `counts`: null where there is no register. */
export const kindRows = (counts: RegisterCounts | null): KindRow[] =>
  kinds.map((kind) => ({ ...kind, resources: counts && (counts.kinds[kind.id] ?? 0) }));

export const kindShape = {
  columns: [
    { header: 'id', value: ({ id }) => id },
    { header: 'provider', value: ({ provider }) => provider },
    { header: 'class', value: (kind) => kind.class },
    { header: 'type', value: ({ type }) => type },
    { header: 'title', value: ({ title }) => title },
    { header: 'permissions', value: ({ permissions }) => permissions.join('; ') },
    { header: 'resources', value: ({ resources }) => resources },
  ],
  json: ({ id, provider, class: classId, type, title, permissions, resources }: KindRow) => ({
    id,
    provider,
    class: classId,
    type,
    title,
    permissions,
    resources,
  }),
} satisfies Shape<KindRow>;

/** Open findings of a check; null where there is no register. */
type Counted = { readonly [Name in 'fail' | 'unknown' | 'suppressed']: CheckCounts[Name] | null };

/** `params` are those in force; `enabled` is false where the config switches the check off. */
export type CheckRow = CheckAbout & Counted & { readonly enabled: boolean };

/** Every check by what `settings` say of it. `counts`: null where there is no register. */
export const checkRows = (counts: RegisterCounts | null, settings: CheckSettings): CheckRow[] => {
  const none: Counted = counts
    ? { fail: 0, unknown: 0, suppressed: 0 }
    : { fail: null, unknown: null, suppressed: null };
  return checks.map((check) => {
    const { fail, unknown, suppressed } = counts?.checks[check.id] ?? none;
    const set = Object.hasOwn(settings, check.id) ? settings[check.id] : undefined;
    const params = { ...check.params, ...(set || {}) };
    return { ...check, params, enabled: set !== false, fail, unknown, suppressed };
  });
};

export const classesOf = ({ classes }: CheckAbout): readonly string[] => (classes === '*' ? ['*'] : classes);

/** `days=14; graceDays=0`. */
export const paramsText = ({ params }: CheckAbout): string =>
  Object.entries(params)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join('; ');

export const checkShape = {
  columns: [
    { header: 'id', value: ({ id }) => id },
    { header: 'severity', value: ({ severity }) => severity },
    { header: 'classes', value: (check) => classesOf(check).join('; ') },
    { header: 'title', value: ({ title }) => title },
    { header: 'params', value: ({ params }) => jsonCell(params) },
    { header: 'remedy', value: ({ remedy }) => remedy },
    { header: 'fail', value: ({ fail }) => fail },
    { header: 'unknown', value: ({ unknown }) => unknown },
    { header: 'suppressed', value: ({ suppressed }) => suppressed },
    { header: 'enabled', value: ({ enabled }) => String(enabled) },
  ],
  json: (check: CheckRow) => ({
    id: check.id,
    title: check.title,
    severity: check.severity,
    classes: classesOf(check),
    description: check.description,
    remedy: check.remedy,
    sources: check.sources,
    params: check.params,
    fail: check.fail,
    unknown: check.unknown,
    suppressed: check.suppressed,
    enabled: check.enabled,
  }),
} satisfies Shape<CheckRow>;
