/** What a provider still shows, and says of that it is gone. */
import { describe, expect, it } from 'vitest';
import { awsKinds } from '../../lib/kinds/aws/index.ts';
import { arnBegins } from '../../lib/kinds/aws/shared/arns.ts';
import type { AwsKind } from '../../lib/kinds/types.ts';
import { answersOf } from './recordings.ts';
import { replay } from './replay.ts';

const telling = (awsKinds as readonly AwsKind[]).filter(({ gone }) => gone !== undefined);

describe.each(telling)('$id', (kind) => {
  it('tells of those that are gone, by their ids, and gives them as no resource', async () => {
    const { resources, gone } = await replay(kind, answersOf(kind));
    expect(gone).not.toEqual([]);
    for (const id of gone) expect(arnBegins(id, kind.arns)).toBe(true);
    expect(resources.filter(({ id }) => gone.includes(id))).toEqual([]);
  });
});
