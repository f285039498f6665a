/** Pages of AWS's kinds as resources. */
import type { AwsContext } from '../../providers/aws/context.ts';
import { translateAws } from '../../providers/aws/errors.ts';
import { regionsPartition } from '../../providers/aws/partitions.ts';
import { ProviderError } from '../../providers/errors.ts';
import type { Place } from '../../providers/types.ts';
import { awsKinds } from '../aws/index.ts';
import { arnBegins } from '../aws/shared/arns.ts';
import { memberOf } from '../aws/shared/membership.ts';
import type { GoneReport } from '../listing.ts';
import { normalise } from '../normalise.ts';
import type { AwsKind, Resource } from '../types.ts';

const described = (awsKinds as readonly AwsKind[]).filter(({ arns }) => arns.length > 0);
/** The kind to which the catch-all leaves a resource, by its ARN. */
export const describedBy = (id: string): string | undefined => described.find(({ arns }) => arnBegins(id, arns))?.id;

/** Pages of a kind, from whichever clients the context has: the real ones, or a recording's. */
export async function* awsPages(
  kind: AwsKind,
  context: AwsContext,
  place: Place,
  gone?: GoneReport,
): AsyncGenerator<Resource[]> {
  // A service that is off is complete and empty; any other refusal is not.
  try {
    for await (const page of kind.list(context)) {
      const there = page.filter((raw) => {
        const over = kind.gone?.(raw) === true;
        if (over) gone?.(kind.identity(raw, context).id);
        return !over;
      });
      const resources = there.map((raw): Resource => {
        const identity = kind.identity(raw, context);
        const group = memberOf(identity.tags, context);
        const member = { ...identity, group: group === identity.id ? undefined : group };
        const resource = normalise(kind, raw, context, member, place);
        const unread = kind.unread?.(raw) ?? [];
        return unread.length > 0 ? { ...resource, unread } : resource;
      });
      yield kind.type === '*' ? resources.filter(({ id }) => id !== '' && describedBy(id) === undefined) : resources;
    }
  } catch (error) {
    const failure = translateAws(error, place);
    if (failure.code !== 'not_enabled') throw failure;
  }
}

/** What the account owns: what another shares with it is that account's to register, retire and check. */
export async function* ownPages(
  pages: AsyncIterable<readonly Resource[]>,
  accountId: string,
): AsyncGenerator<Resource[]> {
  for await (const page of pages) yield page.filter((resource) => resource.accountId === accountId);
}

/** A region that is off is complete and empty; one of another partition nobody can ask with these credentials. */
export async function* unasked(region: string, partition: string, place: Place): AsyncGenerator<Resource[]> {
  if (regionsPartition(region) !== partition) {
    const what = `closed: ${region} is a region of ${regionsPartition(region)}, and the credentials are of ${partition}`;
    const advice = 'Take it out of `regions`, or give it a root with credentials of its own.';
    throw new ProviderError('closed', what, place, advice);
  }
  yield [];
}
