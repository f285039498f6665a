/** Google's Struct as plain JSON. Both transports of the client leave it encoded. */

interface StructValue {
  readonly nullValue?: unknown;
  readonly numberValue?: number;
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly structValue?: Struct | null;
  readonly listValue?: { readonly values?: readonly StructValue[] | null } | null;
}

export interface Struct {
  readonly fields?: Readonly<Record<string, StructValue>> | null;
}

// A member that is there decides; protobufjs leaves the others unset or on the prototype.
const plainOf = (value: StructValue): unknown => {
  if (value.stringValue !== undefined && value.stringValue !== null) return value.stringValue;
  if (value.structValue) return decodeStruct(value.structValue);
  if (value.listValue) return (value.listValue.values ?? []).map(plainOf);
  if (value.numberValue !== undefined && value.numberValue !== null) return value.numberValue;
  if (value.boolValue !== undefined && value.boolValue !== null) return value.boolValue;
  return null;
};

/** Own properties only, a key named `__proto__` among them. */
export const decodeStruct = (struct: Struct | null | undefined): Record<string, unknown> => {
  const plain: Record<string, unknown> = {};
  const fields = struct?.fields ?? {};
  for (const key of Object.keys(fields)) {
    const value = plainOf(fields[key]!);
    if (key === '__proto__')
      Object.defineProperty(plain, key, { value, enumerable: true, configurable: true, writable: true });
    else plain[key] = value;
  }
  return plain;
};
