import { describe, expect, it } from 'vitest';
import { readListFiles, readWordsFiles } from '../../../../app/prompts/files/read-files.ts';
import { readRows, rowsJson } from '../../../../app/prompts/files/read-rows.ts';

const file = (name: string, text: string) => ({ name, text: () => Promise.resolve(text) });

describe('readRows', () => {
  it('reads a styles.csv as A1111 writes it', () => {
    const csv =
      '\uFEFFname,prompt,negative_prompt\r\n' +
      'Oil,"oil painting of {prompt}, ""thick"" paint",photo\r\n' +
      '"Two\r\nlines","a\r\nb",\r\n' +
      'Only negative,,blurry\r\n';
    expect(readRows(csv, 'styles.csv')).toEqual({
      rows: [
        { name: 'Oil', prompt: 'oil painting of {prompt}, "thick" paint', negativePrompt: 'photo' },
        { name: 'Two\r\nlines', prompt: 'a\r\nb', negativePrompt: '' },
        { name: 'Only negative', prompt: '', negativePrompt: 'blurry' },
      ],
      problems: [],
    });
  });

  it('reads the older columns', () => {
    expect(readRows('name,text\nOil,oil painting\n', 'styles.csv').rows).toEqual([
      { name: 'Oil', prompt: 'oil painting', negativePrompt: '' },
    ]);
  });

  it('tells what is wrong by line, and keeps the rest', () => {
    const csv = 'name,prompt,negative_prompt\nA,"one\ntwo",\n,lost,\nB,b,c,d\n\nC,,\nD,fine,\n';
    expect(readRows(csv, 's.csv')).toEqual({
      rows: [
        { name: 'A', prompt: 'one\ntwo', negativePrompt: '' },
        { name: 'D', prompt: 'fine', negativePrompt: '' },
      ],
      problems: [
        's.csv, line 4: it has no name.',
        's.csv, line 5: it has 4 cells instead of 3.',
        's.csv, line 7: “C” has no words.',
      ],
    });
  });

  it('tells of a quotation mark that nobody closes', () => {
    const { rows, problems } = readRows('name,prompt\nA,a\nB,"b\nC,c\n', 's.csv');
    expect(rows.map(({ name }) => name)).toEqual(['A']);
    expect(problems).toEqual(['s.csv, line 3: a quotation mark is not closed.']);
  });

  it.each([
    ['', 'x.json is empty.'],
    ['[]', 'x.json has no entries.'],
    ['name,prompt\n,', 'x.json has no entries.'],
    ['{"a": 1}', 'x.json is no list of styles: it should be a JSON array.'],
    ['[{]', 'x.json is no list of styles: it should be a JSON array.'],
    ['a,b\n1,2', 'x.json, line 1: the columns “name” and “prompt” are missing.'],
  ])('refuses %j', (text, problem) => {
    expect(readRows(text, 'x.json')).toEqual({ rows: [], problems: [problem] });
  });

  it('reads what it writes', () => {
    const rows = [{ name: 'Öl', prompt: 'a, "b"\n{prompt}', negativePrompt: 'c' }];
    expect(readRows(rowsJson(rows), 'x.json')).toEqual({ rows, problems: [] });
  });

  it('tells which entry of JSON is wrong', () => {
    const text = JSON.stringify([{ name: 'A', prompt: 'a' }, { prompt: 'b' }, { name: 'C', prompt: 3 }]);
    const { rows, problems } = readRows(text, 'x.json');
    expect(rows).toHaveLength(1);
    expect(problems).toEqual([
      'x.json, entry 2: name is missing or no text of a usual length.',
      'x.json, entry 3: prompt is missing or no text of a usual length.',
    ]);
  });
});

describe('files of several kinds', () => {
  it('makes negative presets of either column', async () => {
    const { items } = await readWordsFiles(
      [file('n.csv', 'name,prompt,negative_prompt\nA,blurry,\nB,x,noise\n')],
      'negative',
    );
    expect(items).toEqual([
      { kind: 'negative', name: 'A', negativePrompt: 'blurry' },
      { kind: 'negative', name: 'B', negativePrompt: 'noise' },
    ]);
  });

  it('refuses styles of another encoding, whose letters would be lost', async () => {
    const latin = new File(
      [Uint8Array.from('name,prompt\nHat,M\xfctze', (sign) => sign.charCodeAt(0))],
      's.csv',
    );
    const { items, problems } = await readWordsFiles(
      [latin, file('t.csv', 'name,prompt\nHat,Mütze')],
      'style',
    );
    expect(items).toMatchObject([{ name: 'Hat', prompt: 'Mütze' }]);
    expect(problems).toEqual(['s.csv is no text file in UTF-8.']);
  });

  it('makes lists of text files, and tells what is none', async () => {
    const { items, problems } = await readListFiles([
      file('hair.txt', 'red hair\n# note\n\nno hair\n'),
      file('a__b.txt', 'x'),
      file('picture.txt', '\u0089PNG\0'),
      file('none.txt', '# only a note\n'),
      file('long.txt', `fine\n${'x'.repeat(2001)}\n`),
      { name: 'gone.txt', text: () => Promise.reject(new Error('gone')) },
    ]);
    expect(items).toEqual([
      { kind: 'wildcard', name: 'hair', lines: ['red hair', 'no hair'] },
      { kind: 'wildcard', name: 'long', lines: ['fine'] },
    ]);
    expect(problems).toEqual([
      'a__b.txt: “a__b” cannot be the name of a list. Use letters, digits and single _ or - between them.',
      'picture.txt is no text file in UTF-8.',
      'none.txt has no lines.',
      'long.txt, line 2: it is longer than 2000 characters.',
      'gone.txt could not be opened.',
    ]);
  });
});
