/** An archive of one file, as Lambda takes code. */
import { crc32 } from 'node:zlib';

const header = (signature: number, numbers: readonly (readonly [size: 2 | 4, value: number])[]): Buffer => {
  const parts = [[4, signature] as const, ...numbers].map(([size, value]) => {
    const part = Buffer.alloc(size);
    if (size === 2) part.writeUInt16LE(value);
    else part.writeUInt32LE(value);
    return part;
  });
  return Buffer.concat(parts);
};

export const zipOf = (name: string, text: string): Buffer => {
  const path = Buffer.from(name);
  const data = Buffer.from(text);
  // Version 2.0, stored as it is, 1 January 1980.
  const shared = [
    [2, 20],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 33],
    [4, crc32(data)],
    [4, data.length],
    [4, data.length],
    [2, path.length],
    [2, 0],
  ] as const;
  const local = Buffer.concat([header(0x04034b50, shared), path, data]);
  const central = Buffer.concat([
    header(0x02014b50, [[2, 20], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, 0]]),
    path,
  ]);
  const end = header(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, 1],
    [2, 1],
    [4, central.length],
    [4, local.length],
    [2, 0],
  ]);
  return Buffer.concat([local, central, end]);
};
