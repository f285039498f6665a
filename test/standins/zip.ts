/** An archive, as Lambda takes code. */
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

/** Made by Unix, which says who may run a file: here everybody may read and run all. */
const UNIX = (3 << 8) | 20;
const MODE = 0o100755 * 2 ** 16;

/** Archives files by their names. */
export const zipOf = (files: Readonly<Record<string, string | Uint8Array>>): Buffer => {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const path = Buffer.from(name);
    const data = Buffer.from(content as string);
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
    locals.push(local);
    entries.push(header(0x02014b50, [[2, UNIX], ...shared, [2, 0], [2, 0], [2, 0], [4, MODE], [4, offset]]), path);
    offset += local.length;
  }
  const central = Buffer.concat(entries);
  const count = locals.length;
  const end = header(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, central.length],
    [4, offset],
    [2, 0],
  ]);
  return Buffer.concat([...locals, central, end]);
};
