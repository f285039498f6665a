import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeStruct, type Struct } from '../../lib/providers/gcp/struct.ts';
import { encodeStruct } from '../../lib/sample/gcp/struct.ts';
import type { Estate } from '../../lib/sample/types.ts';
import { ask, serve } from './gcp-client.ts';
import { fakeEstate } from './gcp-fake.ts';

describe('a Struct', () => {
  const stringUnit = 'grapheme';
  const keys = fc.oneof(
    fc.constantFrom('__proto__', 'constructor', 'fields', 'toString', ''),
    fc.string({ unit: stringUnit }),
  );
  const value = fc.jsonValue({ stringUnit, depthSize: 'large' });
  const plain = fc.array(fc.tuple(keys, value)).map((members) => Object.fromEntries(members));

  it('is read as what was written', () => {
    fc.assert(
      fc.property(plain, (written) => {
        deepStrictEqual(decodeStruct(encodeStruct(written) as Struct), written);
      }),
    );
  });

  it('is read over the wire as what was written', async () => {
    let data: object = {};
    const assets = () => ({
      items: [{ name: '//a', assetType: 'a.b/C', ancestors: [], resource: { data } }],
      next: null,
    });
    const served = await serve({ throttle: false }, { gcp: { ...fakeEstate.gcp, assets } } as unknown as Estate);
    await fc.assert(
      fc.asyncProperty(plain, async (written) => {
        data = written;
        const { assets: read } = await ask(served, { contentType: 'RESOURCE' });
        deepStrictEqual(decodeStruct(read[0].resource.data), written);
      }),
    );
  });

  it('has dates as ISO 8601 and leaves out what is undefined, as JSON does', () => {
    const value = { at: new Date(0), gone: undefined, list: [undefined, new Date(1)] };
    expect(decodeStruct(encodeStruct(value) as Struct)).toEqual(JSON.parse(JSON.stringify(value)));
    expect(() => encodeStruct({ call: () => 1 })).toThrow(TypeError);
  });
});
