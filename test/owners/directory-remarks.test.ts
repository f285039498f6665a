/** A directory's file that is odd is read all the same, and what is odd is said with its place. */
import { describe, expect, it } from 'vitest';
import { readDirectory } from '../../lib/owners/directory-file.ts';

const header = 'id,name,active,email,manager,aliases';
const plain = `${header}\nzoe,Zoë Ødegård,yes,zoe@quay.example,,z.o\njuno,Juno Ek,no,juno@quay.example,zoe,`;
const said = (content: string | Uint8Array, file = 'people.csv') => readDirectory(content, file).remarks;
const names = (content: string | Uint8Array) => readDirectory(content, 'people.csv').entries.map(({ name }) => name);

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const marked = (mark: readonly number[], bytes: Buffer) => Buffer.concat([Buffer.from(mark), bytes]);

it('says nothing of a file that is as it should be', () => {
  expect(said(plain)).toEqual([]);
  expect(said(`\ufeff${plain}`)).toEqual([]);
});

describe('an encoding', () => {
  it.each([
    ['UTF-16 with its mark', marked([0xff, 0xfe], Buffer.from(plain, 'utf16le')), 'people.csv: is in UTF-16LE'],
    ['UTF-16 the other way round', marked([0xfe, 0xff], utf16be(plain)), 'people.csv: is in UTF-16BE'],
    ['UTF-16 without a mark', Buffer.from(plain, 'utf16le'), 'people.csv: is in UTF-16LE'],
    ['Latin-1', Buffer.from(plain, 'latin1'), 'people.csv:2:7: "ë" is not in UTF-8'],
  ])('%s is read, and told', (_, bytes, remark) => {
    expect(names(bytes)).toEqual(['Zoë Ødegård', 'Juno Ek']);
    expect(said(bytes)).toEqual([expect.stringContaining(remark)]);
  });

  it('that lost a character before is told by its place', () => {
    expect(said(plain.replace('ë', '\ufffd'))).toEqual([
      expect.stringContaining('people.csv:2:7: a character was lost'),
    ]);
  });
});

describe('a header', () => {
  it.each([
    [';', 'semicolons'],
    ['\t', 'tabs'],
  ])('parted by %j is read, and told', (separator, word) => {
    const content = plain.replaceAll(',', separator);
    expect(readDirectory(content, 'people.csv').entries).toEqual(readDirectory(plain, 'people.csv').entries);
    expect(said(content)).toEqual([expect.stringContaining(`people.csv:1: columns are parted by ${word}`)]);
  });

  it('with a separator in a quoted name is parted by the other', () => {
    expect(names('id,"name;x;y",active\nana,Ana,yes')).toEqual(['ana']);
  });

  it('in capitals or another spelling is read as it is meant, and told', () => {
    const content = 'ID,Name,ACTIVE,E-Mail,Cost_Center\nana,Ana,no,ana@quay.example,CC-7';
    expect(readDirectory(content, 'people.csv').entries).toMatchObject([
      { id: 'ana', name: 'Ana', active: false, email: 'ana@quay.example', costCentre: 'CC-7' },
    ]);
    expect(said(content)).toContain('people.csv:1: E-Mail: read as the column email');
    expect(said(content)).toHaveLength(5);
  });

  it('with a column that is none, or without `active`, is told', () => {
    expect(said('id,shoe size\nana,38')).toEqual([
      'people.csv:1: shoe size: no such column; it is passed over',
      'people.csv:1: active: no such column, so nobody is said to have left',
    ]);
    expect(said('[{"id":"ana","activ":true}]', 'people.json')).toEqual([
      'people.json: activ: no such column; it is passed over',
      'people.json: active: no such column, so nobody is said to have left',
    ]);
  });

  it('without anybody below it is told', () => {
    expect(said(`${header}\n`)).toEqual(['people.csv: nobody is in it']);
  });
});

describe('an entry', () => {
  it('whose alias or address is another’s id is told with line and column', () => {
    expect(said(`${header}\nana,Ana,yes,,,JUNO;al\njuno,Juno,yes,ana,,juno`)).toEqual([
      'people.csv:2: aliases: "JUNO" is the id of another, at people.csv:3, who is found by it',
      'people.csv:3: email: "ana" is the id of another, at people.csv:2, who is found by it',
      'people.csv:3: email: "ana" is no address',
    ]);
  });

  it('whose manager nobody knows, or whose address is none, is told with line and column', () => {
    expect(said(`${header}\nana,Ana,yes,ana at quay,the boss,\nbo,Bo,yes,b@quay.example,Ana,`)).toEqual([
      'people.csv:2: email: "ana at quay" is no address',
      'people.csv:2: manager: nobody is called "the boss"',
    ]);
  });
});
