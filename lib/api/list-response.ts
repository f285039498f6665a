/** A list as it is answered: streamed whole, the next page read when the client has taken the one before. */
import { begun, type FileFormat, fileFormats, listed } from '../reports/list.ts';
import type { Found, ListRoute } from './route.ts';

const types: Readonly<Record<FileFormat, string>> = {
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Without parameters, as `Accept` names them. */
export const mediaTypes = Object.fromEntries(
  Object.entries(types).map(([format, type]) => [format, type.split(';')[0]!]),
) as Readonly<Record<FileFormat, string>>;

/** The weight of a media range or coding in the header, 0 where it is refused or not named. */
const weightOf = (header: string, name: string): number => {
  for (const part of header.split(',')) {
    const [range, ...rest] = part.split(';').map((word) => word.trim().toLowerCase());
    if (range === name) return Number(rest.find((word) => word.startsWith('q='))?.slice(2) ?? 1) || 0;
  }
  return 0;
};

/** What the client likes best of what a list can be; JSON where it names none of them. */
export const formatOf = (accept: string | null): FileFormat => {
  let best: FileFormat = 'json';
  for (const format of fileFormats)
    if (weightOf(accept ?? '', mediaTypes[format]) > weightOf(accept ?? '', mediaTypes[best])) best = format;
  return best;
};

/** A list as bytes, made as they are taken. What fails midway is told to `failed` and breaks the stream off. */
const streamOf = (
  pieces: AsyncGenerator<string | Uint8Array>,
  failed: (error: unknown) => void,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (done) controller.close();
          else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
        } catch (error) {
          failed(error);
          throw error;
        }
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
};

/** Throws what `none` of the answer gives, where there is no row: the first is held back for it. */
export const listResponse = async (
  { path, shape: usual }: ListRoute,
  { rows, limit, none, headers, shape = usual }: Found<unknown>,
  format: FileFormat,
  request: Request,
  failed: (error: unknown) => void,
): Promise<Response> => {
  const { empty, all } = await begun(rows);
  const refusal = empty ? await none?.() : undefined;
  if (refusal !== undefined) throw refusal;
  const body = streamOf(listed(all, format, shape, limit), failed);
  // A workbook is zipped itself.
  const zipped = format !== 'xlsx' && weightOf(request.headers.get('accept-encoding') ?? '', 'gzip') > 0;
  return new Response(zipped ? body.pipeThrough(new CompressionStream('gzip')) : body, {
    headers: {
      'content-type': types[format],
      'cache-control': 'no-store',
      vary: 'Accept, Accept-Encoding',
      ...(zipped && { 'content-encoding': 'gzip' }),
      ...((format === 'csv' || format === 'xlsx') && {
        'content-disposition': `attachment; filename="${path.slice(1)}.${format}"`,
      }),
      ...headers,
    },
  });
};
