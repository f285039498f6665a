/** Plain JSON as Google's Struct, the way a response of Cloud Asset carries `resource.data`. */

type WireValue =
  | { readonly nullValue: 'NULL_VALUE' }
  | { readonly numberValue: number }
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly listValue: { readonly values: readonly WireValue[] } }
  | { readonly structValue: WireStruct };

export interface WireStruct {
  readonly fields: Readonly<Record<string, WireValue>>;
}

const wireOf = (value: unknown): WireValue => {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (value === null || value === undefined) return { nullValue: 'NULL_VALUE' };
  if (value instanceof Date) return { stringValue: value.toISOString() };
  if (Array.isArray(value)) return { listValue: { values: value.map(wireOf) } };
  if (typeof value === 'object') return { structValue: encodeStruct(value) };
  throw new TypeError(`A Struct holds no ${typeof value}`);
};

/** Own members, a key named `__proto__` among them; dates as ISO 8601, undefined members left out, as in JSON. */
export const encodeStruct = (plain: object): WireStruct => {
  const fields: Record<string, WireValue> = {};
  for (const [key, member] of Object.entries(plain)) {
    if (member === undefined) continue;
    const value = wireOf(member);
    if (key === '__proto__')
      Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
    else fields[key] = value;
  }
  return { fields };
};
