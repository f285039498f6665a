/** The records of an AWS answer, as a statement reads them. */
import { PLACE } from '../kinds/replay.ts';
import { type AwsLine, callOf } from './aws-lines.ts';
import { askedOf } from './aws-listing.ts';
import type { Json, Told } from './statement/says.ts';

const noProjects: ReadonlyMap<string, string> = new Map();

const besideIn =
  (answers: (call: string) => readonly Json[]): Told['beside'] =>
  (call) =>
    answers(call);

const toldIn = (answer: Json, list: string, asked: Told['asked'], beside: Told['beside']): Told[] =>
  list === 'Reservations'
    ? (answer.Reservations ?? []).flatMap((parent: Json) =>
        (parent.Instances ?? []).map((record: Json): Told => ({ record, parent, asked, beside, projects: noProjects })),
      )
    : (answer[list] ?? []).map((record: Json): Told => ({ record, asked, beside, projects: noProjects }));

/** Records of a recorded line; answers beside it are those of its recording. */
export const toldOf = (line: AwsLine, list: string, recording: readonly AwsLine[]): Told[] =>
  toldIn(
    line.response,
    list,
    askedOf(line),
    besideIn((call) => recording.filter((one) => callOf(one) === call).map(({ response }) => response)),
  );

/** Records of an invented recording: pages by call. */
export const toldByPages = (pages: Readonly<Record<string, readonly Json[]>>, own: string, list: string): Told[] =>
  (pages[own] ?? []).flatMap((page) =>
    toldIn(
      page,
      list,
      PLACE,
      besideIn((call) => pages[call] ?? []),
    ),
  );
