/** What a recorded SDK answer is to the kinds: their own listing, an answer beside one, or of no concern. */

import { arnBegins } from '../../lib/kinds/aws/shared/arns.ts';
import type { AwsKind } from '../../lib/kinds/types.ts';
import { answersOf, aws, ownCallOf, revived } from '../kinds/recordings.ts';
import { type AwsRecord, idsOf, listIn, recordsIn } from '../kinds/records.ts';
import { type Answer, type Answers, replay } from '../kinds/replay.ts';

export interface AwsLine {
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  readonly response: Answer;
}

interface Recorded {
  readonly kind: AwsKind;
  readonly recording: Answers;
}

const recorded: readonly Recorded[] = aws.map((kind) => ({ kind, recording: answersOf(kind) }));

export const callOf = ({ service, operation }: AwsLine): string => `${service}:${operation}`;

/** Error answers carry their code here, whatever their status. */
export const errorOf = ({ status, response }: AwsLine): string | undefined => {
  const code = (response.Error as { readonly Code?: string } | undefined)?.Code;
  return code ?? (status >= 400 ? `status ${status}` : undefined);
};

/** Kinds that list by this call. */
export const listedBy = (call: string): readonly AwsKind[] =>
  recorded.filter(({ recording }) => ownCallOf(recording) === call).map(({ kind }) => kind);

/** Kinds that ask this beside their listing, with the invented listing that makes them ask. */
export const askedBeside = (call: string): readonly Recorded[] =>
  recorded.filter(({ recording }) => call in recording && ownCallOf(recording) !== call);

/** The name of the list that a kind reads: two APIs of one service share operations' names, not those of lists. */
export const listNameOf = (kind: AwsKind): string | undefined => {
  const recording = answersOf(kind);
  return listIn(recording[ownCallOf(recording)]?.[0] ?? {})?.[0];
};

/** Members that the kind's records are known by, also where a line's own are all left out. */
export const idNamesOf = async (kind: AwsKind): Promise<readonly string[]> => {
  const recording = answersOf(kind);
  const { resources } = await replay(kind, recording);
  return idsOf((recording[ownCallOf(recording)] ?? []).flatMap(recordsIn), resources);
};

/** An answer alone: times as the SDK gives them, and no token, since what comes after it is not recorded. */
export const alone = (line: AwsLine): Answer => {
  const { NextToken, NextMarker, Marker, ContinuationToken, PaginationToken, ...answer } = line.response;
  return revived(callOf(line), answer) as Answer;
};

const described = aws.flatMap(({ arns }) => arns);

/** Why a kind registers nothing for a record, where it should not. */
export const leftOut = ({ id, gone }: AwsKind, record: AwsRecord): string | undefined => {
  if (gone?.(record)) return 'resource is gone, by its own state';
  if (id === 'aws_resource' && arnBegins(String(record.ResourceARN), described))
    return 'resource is left to the kind that describes it';
  return undefined;
};
