/**
 * What DynamoDB bills: sizes of items, and units of reads and writes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */

/** An attribute's value as the wire has it; binary is base64. */
export interface Value {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly L?: readonly Value[];
  readonly M?: Readonly<Record<string, Value>>;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
}

export type WireItem = Readonly<Record<string, Value>>;

const WRITE_BYTES = 1024;
const READ_BYTES = 4096;
/** Of a list or map, whatever is in it, and of each element. */
const NESTED = 3;
const ELEMENT = 1;

const textSize = (text: string): number => Buffer.byteLength(text);
const binarySize = (base64: string): number => Buffer.byteLength(base64, 'base64');

/** Two significant digits a byte, in pairs that begin at the decimal point, and a byte more; zero is that byte alone. */
const numberSize = (text: string): number => {
  const [, sign, whole = '', fraction = '', power = '0'] = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '').length;
  if (significant === 0) return 1;
  const beforePoint = digits.length - fraction.length + Number(power);
  const alone = Math.abs(beforePoint) % 2;
  return 1 + Math.ceil((significant + alone) / 2) + (sign === '-' ? 1 : 0);
};

const sum = <One>(all: readonly One[], sizeOf: (one: One) => number): number =>
  all.reduce((size, one) => size + sizeOf(one), 0);

const valueSize = ({ S, N, B, L, M, SS, NS, BS }: Value): number => {
  if (S !== undefined) return textSize(S);
  if (N !== undefined) return numberSize(N);
  if (B !== undefined) return binarySize(B);
  if (L !== undefined) return NESTED + sum(L, (one) => ELEMENT + valueSize(one));
  if (M !== undefined) return NESTED + Object.keys(M).length * ELEMENT + sizeOf(M);
  if (SS !== undefined) return sum(SS, textSize);
  if (NS !== undefined) return sum(NS, numberSize);
  if (BS !== undefined) return sum(BS, binarySize);
  // Null or a truth value.
  return 1;
};

/** Bytes of an item: names and values of its attributes. */
export const sizeOf = (item: WireItem): number =>
  sum(Object.entries(item), ([name, value]) => textSize(name) + valueSize(value));

/** Units of one write of so many bytes; writing nothing costs one too. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_BYTES));

/** Units of one read of so many bytes: an item, or a page of a query, whose items are rounded up together. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_BYTES)) * (consistent ? 1 : 0.5);
