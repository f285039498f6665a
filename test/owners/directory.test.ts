import { describe, expect, it } from 'vitest';
import { openDirectory } from '../../lib/owners/directory.ts';
import { readDirectory } from '../../lib/owners/directory-file.ts';
import { DirectoryError } from '../../lib/owners/directory-rows.ts';
import { people } from './settings.ts';

const mistakes = (content: string, file: string): string => {
  try {
    readDirectory(content, file);
  } catch (error) {
    expect(error).toBeInstanceOf(DirectoryError);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
};

describe('a directory in CSV', () => {
  it('is read whatever the order of its columns, with others ignored, quotes and a byte order mark', () => {
    const csv =
      '\uFEFFname,id,shoe size,aliases,active,email,type,costCentre\n' +
      '"Lopes, Ana", ana ,38,"al; alopes;",yes,ana@example.com,,\n\n' +
      'Payments,pay,,,,,Team,CC-7\n';
    expect(readDirectory(csv, 'people.csv').entries).toEqual([
      {
        id: 'ana',
        type: 'person',
        name: 'Lopes, Ana',
        aliases: ['al', 'alopes'],
        active: true,
        email: 'ana@example.com',
        costCentre: undefined,
      },
      { id: 'pay', type: 'team', name: 'Payments', aliases: [], active: true, email: undefined, costCentre: 'CC-7' },
    ]);
  });

  it.each([
    ['', true],
    ['true', true],
    ['YES', true],
    ['1', true],
    ['active', true],
    ['FALSE', false],
    ['no', false],
    ['0', false],
    ['Left', false],
    ['inactive', false],
  ])('takes %j in the column active for %j', (word, active) => {
    expect(readDirectory(`id,active\nana,${word}`, 'people.csv').entries[0]!.active).toBe(active);
  });

  it('names somebody without a name by id', () => {
    expect(readDirectory('id,name\nana,', 'people.csv').entries[0]!.name).toBe('ana');
  });

  it('says row, column and what was expected of every mistake at once', () => {
    expect(mistakes('id,type,active\nana,person,maybe\n,robot,true\nbob,team,no\nBOB,team,no', 'people.csv')).toBe(
      [
        'people.csv:2: active: expected true or false, not "maybe"',
        'people.csv:3: id: an id is needed',
        'people.csv:3: type: expected person or team, not "robot"',
        'people.csv:5: id: BOB stands at people.csv:4 already',
      ].join('\n'),
    );
  });

  it('names the line of a row with too few cells, and of a quote that is left open', () => {
    expect(mistakes('id,name,email\nana,Ana,a@example.com\nbob,Bob', 'people.csv')).toMatch(/^people\.csv: .*line 3/);
    expect(mistakes('id,name\nana,"Ana', 'people.csv')).toMatch(/^people\.csv: .*line 2/);
  });

  it('asks for the column id where the header has none', () => {
    expect(mistakes('key,name\nana,Ana\nbob,Bob', 'people.csv')).toBe(
      'people.csv: expected a column "id" among key, name',
    );
  });

  it('refuses the word for no owner as an id', () => {
    expect(mistakes('id\nUnowned', 'people.csv')).toContain('people.csv:2: id: "unowned" stands for no owner');
  });

  it('may be empty', () => {
    expect(readDirectory('id,name\n', 'people.csv').entries).toEqual([]);
  });
});

describe('a directory in JSON', () => {
  it('is a list with true booleans and lists', () => {
    const [ana] = readDirectory('[{"id":"ana","aliases":[" al ",""],"active":false}]', 'people.json').entries;
    expect(ana).toMatchObject({ id: 'ana', type: 'person', name: 'ana', aliases: ['al'], active: false });
  });

  it.each([
    ['{"id":"ana"}', 'people.json: expected a list of people and teams'],
    ['[{"id":"ana","active":"soon"}]', 'people.json[0]: active: expected true or false, not "soon"'],
    ['[{"id":"ana","active":2}]', 'people.json[0]: active: expected true or false, not 2'],
    ['[{"id":"ana"},{"id":"bob","aliases":[7]}]', 'people.json[1]: aliases: expected a list of words, not [7]'],
    ['[{"name":"Ana"}]', 'people.json[0]: id: an id is needed'],
    ['[{"id":"ana","type":null}]', 'people.json[0]: type: expected person or team, not null'],
    ['[{"id":"ana","email":7}]', 'people.json[0]: email: Invalid input: expected string, received number'],
  ])('of %s says %s', (json, message) => {
    expect(mistakes(json, 'people.json')).toBe(message);
  });

  it('that is no JSON, or holds no objects, says so', () => {
    expect(mistakes('[{]', 'people.json')).toMatch(/^people\.json: .*JSON/);
    expect(mistakes('["ana"]', 'people.json')).toMatch(/^people\.json\[0\]: entry: .*expected object/);
  });
});

describe('a name in the directory', () => {
  const directory = openDirectory(people);
  const resolve = (value: string) => directory.resolve(value)[0];

  it.each(['ana', 'ANA', ' ana ', 'Ana.Lopes@Example.com', 'alopes', 'ana  lopes', 'Ana Lopes', 'ana (ops)'])(
    'is found by id, e-mail, alias and display name: %j',
    (value) => expect(resolve(value)?.id).toBe('ana'),
  );

  it.each(['mailto:ana.lopes@example.com', 'user/ana', 'person: ana', 'Owner:alopes'])('is found behind %j', (value) =>
    expect(resolve(value)?.id).toBe('ana'),
  );

  it.each(['team:payments', 'group/pay', 'payments team'])('may be a team: %j', (value) =>
    expect(resolve(value)?.id).toBe('payments'),
  );

  it('is of one who is there before a namesake who left', () => {
    expect(resolve('rob')?.id).toBe('rob2');
    expect(resolve('bob')).toMatchObject({ id: 'bob', active: false });
  });

  it.each(['anna', 'ana@example.com', '', 'lopes'])('is not guessed: %j', (value) =>
    expect(resolve(value)).toBeUndefined(),
  );
});
