/** What is told, made to fit: texts of strangers in it may be of any length and of any characters. */

/**
 * Bytes that a message may have. SNS takes 262,144 with the attributes' names, types and values
 * (docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html), EventBridge as many for an entry with its source and
 * type (docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html); 8 KiB are left for those.
 */
export const MESSAGE_BYTES = 262_144 - 8_192;

/**
 * What SNS refuses (it takes the characters of XML: docs.aws.amazon.com/sns/latest/api/API_Publish.html), and what
 * would steer a terminal: controls, marks that turn the direction, halves of pairs, non-characters.
 */
const refused = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

const plain = /^[\x20-\x7e]*$/;

/** On one line and in characters that every channel takes, cut to so many bytes of UTF-8 with … at the end. */
export const clipped = (text: string, bytes: number): string => {
  if (text.length <= bytes && plain.test(text)) return text;
  // Cut before it is cleaned: a text may be megabytes. A pair that is cut in half is cleaned away.
  const clean = text.slice(0, bytes + 1).replace(refused, '\ufffd');
  if (clean.length * 3 <= bytes || Buffer.byteLength(clean) <= bytes) return clean;
  const kept = Buffer.from(clean)
    .subarray(0, bytes - 3)
    .toString('utf8');
  return `${kept.replace(/\ufffd+$/, '')}…`;
};

/** Bytes of a text in a digest at most: it is read by people. */
export const TEXT_BYTES = 2_048;

/** The texts in it clipped. */
export const shortened = <One extends object>(one: One, bytes: number): One =>
  Object.fromEntries(
    Object.entries(one).map(([name, value]) => [name, typeof value === 'string' ? clipped(value, bytes) : value]),
  ) as One;

/** Bytes of a value as JSON. */
export const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Every text in a value clipped, and lists and records to their first so many. */
const clippedDeep = (value: unknown, bytes: number, most: number): unknown => {
  if (typeof value === 'string') return clipped(value, bytes);
  if (Array.isArray(value)) return value.slice(0, most).map((one) => clippedDeep(one, bytes, most));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, most)
      .map(([name, inner]) => [clipped(name, bytes), clippedDeep(inner, bytes, most)]),
  );
};

/** From hardly anything cut to hardly anything left: bytes of a text, members of a list. */
const cuts = [
  [16_384, 1_000],
  [1_024, 100],
  [128, 20],
] as const;
/** What this leaves fits whatever it is of: a detail has a dozen keys, and lists in lists at two of them. */
const last = [64, 8] as const;

/** The detail as it is where it fits beside its envelope; else cut as little as is needed, and `truncated`. */
export const fitted = <Detail extends { readonly truncated: boolean }>(detail: Detail): Detail => {
  const fits = (one: Detail): boolean => sizeOf(one) <= MESSAGE_BYTES - 2_048;
  if (fits(detail)) return detail;
  const cut = ([bytes, most]: readonly [number, number]): Detail => ({
    ...(Object.fromEntries(
      Object.entries(detail).map(([name, value]) => [name, clippedDeep(value, bytes, most)]),
    ) as Detail),
    truncated: true,
  });
  return cut(cuts.find((one) => fits(cut(one))) ?? last);
};
