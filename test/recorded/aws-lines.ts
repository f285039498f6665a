/** What a recorded SDK answer is to the kinds: their own listing, an answer beside one, or of no concern. */
import type { AwsKind } from '../../lib/kinds/types.ts';
import { answersOf, aws, ownCallOf, revived } from '../kinds/recordings.ts';
import { idsOf, listIn, recordsIn } from '../kinds/records.ts';
import { type Answer, type Answers, replay } from '../kinds/replay.ts';

export interface AwsLine {
  /** The recording, a slash, and which answer of it this is. */
  readonly from: string;
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  /** The place asked, where the recorder kept it. */
  readonly account?: string;
  readonly region?: string;
  readonly response: Answer;
}

interface Recorded {
  readonly kind: AwsKind;
  readonly recording: Answers;
  readonly own: string;
  /** The name of the list that the kind reads: two APIs of one service share operations' names, not those of lists. */
  readonly list: string | undefined;
}

const recorded: readonly Recorded[] = aws.map((kind) => {
  const recording = answersOf(kind);
  const own = ownCallOf(recording);
  return { kind, recording, own, list: listIn(recording[own]?.[0] ?? {})?.[0] };
});

export const callOf = ({ service, operation }: Pick<AwsLine, 'service' | 'operation'>): string =>
  `${service}:${operation}`;

const recordingOf = ({ from }: AwsLine): string => from.split('/')[0]!;

/** The answers that were recorded with a line, itself among them. */
export const recordingsIn = (lines: readonly AwsLine[]): ((line: AwsLine) => readonly AwsLine[]) => {
  const recordings = new Map<string, AwsLine[]>();
  for (const line of lines) {
    const recording = recordings.get(recordingOf(line)) ?? [];
    recording.push(line);
    recordings.set(recordingOf(line), recording);
  }
  return (line) => recordings.get(recordingOf(line)) ?? [];
};

/** Error answers carry their code, whatever their status. */
export const errorIn = ({
  status,
  response,
}: AwsLine): { readonly code: string; readonly message: string } | undefined => {
  const { Code, Message } = (response.Error ?? {}) as { readonly Code?: string; readonly Message?: string };
  const code = Code ?? (status >= 400 ? `status ${status}` : undefined);
  return code === undefined ? undefined : { code, message: Message ?? '' };
};

/** Kinds that list by this call, with what is invented for them. */
export const listedBy = (call: string): readonly Recorded[] => recorded.filter(({ own }) => own === call);

/** Kinds that ask this beside their listing. */
export const askedBeside = (call: string): readonly Recorded[] =>
  recorded.filter(({ recording, own }) => call in recording && own !== call);

/** Kinds whose list the answer holds. */
export const listingIn = (line: AwsLine): readonly Recorded[] =>
  listedBy(callOf(line)).filter(({ list }) => list !== undefined && Array.isArray(line.response[list]));

const idNames = new Map<AwsKind, Promise<readonly string[]>>();

/** Members that a kind's records are known by, as its invented recording shows them. */
export const idNamesOf = (kind: AwsKind): Promise<readonly string[]> => {
  const known =
    idNames.get(kind) ??
    (async () => {
      const recording = answersOf(kind);
      const { resources } = await replay(kind, recording);
      return idsOf((recording[ownCallOf(recording)] ?? []).flatMap(recordsIn), resources);
    })();
  idNames.set(kind, known);
  return known;
};

/** An answer alone: times as the SDK gives them, and no token, since what comes after it is not recorded. */
export const alone = (line: AwsLine): Answer => {
  const { NextToken, NextMarker, Marker, ContinuationToken, PaginationToken, ...answer } = line.response;
  return revived(callOf(line), answer) as Answer;
};
