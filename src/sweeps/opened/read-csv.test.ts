import { expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';

it('a table is read with the types of its entries, quoted line breaks and an empty last field included', () => {
  expect(readCsv('a,b\r\n1,"x ""y""\nz"\r\ntrue,', 't.csv')).toEqual({
    columns: ['a', 'b'],
    rows: [
      [1, 'x "y"\nz'],
      [true, null],
    ],
  });
});

it.each([
  ['a,b\n1,2\n"x"junk,3\n4,5', 3],
  ['a,b\n1,2\n3,"never closed\n4,5\n', 3],
  ['a,b\n1,2"\n', 2],
])('what is not CSV is refused with its row, and no row is lost in silence: %j', (text, row) => {
  expect(() => readCsv(text, 't.csv')).toThrow(`t.csv: row ${row} is not CSV`);
});

it.each(['a,b\n1', 'a,b\n1,2,'])('a row of other length is refused: %j', (text) => {
  expect(() => readCsv(text, 't.csv')).toThrow('t.csv: row 2 has');
});
