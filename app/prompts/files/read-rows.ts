/*
 * Rows of names and words, from the files in which tools keep styles: A1111's styles.csv, and JSON as Fooocus has it, which
 * is what this page writes as well.
 */
import Papa from 'papaparse';
import * as v from 'valibot';
import { say } from '../../words/say.ts';

/** One row of a file. */
export interface NamedWords {
  readonly name: string;
  readonly prompt: string;
  readonly negativePrompt: string;
}

/** What a file gave, and what is wrong with the rest of it, a sentence each. */
export interface RowReading {
  readonly rows: readonly NamedWords[];
  readonly problems: readonly string[];
}

/** So much of a name is told, in characters. */
const SHOWN = 40;

/** Neither prompts nor files are longer than that, in characters. */
const LONGEST = { words: 20_000, file: 20_000_000 } as const;

/**
 * Reads a file by its content: JSON where it begins like JSON, else CSV. What is wrong costs the other rows nothing.
 *
 * @param name - of the file, for messages
 */
export function readRows(text: string, name: string): RowReading {
  const content = text.replace(/^\uFEFF/, '');
  if (content.length > LONGEST.file) return { rows: [], problems: [say`${name} is too long to be read.`] };
  if (content.trim() === '') return { rows: [], problems: [say`${name} is empty.`] };
  const reading = /^\s*[[{]/.test(content) ? readJson(content, name) : readCsv(content, name);
  const isEmpty = reading.rows.length === 0 && reading.problems.length === 0;
  return isEmpty ? { rows: [], problems: [say`${name} has no entries.`] } : reading;
}

const wordsSchema = v.pipe(v.string(), v.maxLength(LONGEST.words));
const jsonRow = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  prompt: v.optional(wordsSchema, ''),
  negative_prompt: v.optional(wordsSchema, ''),
});
const jsonFile = v.union([
  v.array(v.unknown()),
  v.pipe(
    v.object({ styles: v.array(v.unknown()) }),
    v.transform(({ styles }) => styles),
  ),
]);

function readJson(text: string, name: string): RowReading {
  const parsed = v.safeParse(jsonFile, jsonOf(text));
  if (!parsed.success) {
    return { rows: [], problems: [say`${name} is no list of styles: it should be a JSON array.`] };
  }
  const readings = parsed.output.map((row, i) => {
    const { success, output, issues } = v.safeParse(jsonRow, row);
    if (!success) {
      const where = v.getDotPath(issues[0]) ?? say`the entry`;
      return { problem: say`${name}, entry ${i + 1}: ${where} is missing or no text of a usual length.` };
    }
    return rowOf({ ...output, negativePrompt: output.negative_prompt }, say`${name}, entry ${i + 1}`);
  });
  return collected(readings);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What the columns are called; the first versions of A1111 called the prompt `text`. */
const COLUMNS = { name: ['name'], prompt: ['prompt', 'text'], negativePrompt: ['negative_prompt'] } as const;

interface Line {
  readonly cells: readonly string[];
  /** Where it begins in the file, from 1. */
  readonly number: number;
  readonly broken: boolean;
}

function readCsv(text: string, name: string): RowReading {
  const [head, ...lines] = linesOf(text);
  const titles = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const place = (names: readonly string[]): number => titles.findIndex((title) => names.includes(title));
  const [nameAt, promptAt, negativeAt] = [
    place(COLUMNS.name),
    place(COLUMNS.prompt),
    place(COLUMNS.negativePrompt),
  ];
  if (nameAt < 0 || promptAt < 0) {
    return {
      rows: [],
      problems: [say`${name}, line 1: the columns “name” and “prompt” are missing.`],
    };
  }
  const readings = lines.map(({ cells, number, broken }) => {
    const where = say`${name}, line ${number}`;
    if (broken) return { problem: say`${where}: a quotation mark is not closed.` };
    if (cells.length > titles.length) {
      return { problem: say`${where}: it has ${cells.length} cells instead of ${titles.length}.` };
    }
    const cell = (at: number): string => cells[at]?.trim() ?? '';
    return rowOf({ name: cell(nameAt), prompt: cell(promptAt), negativePrompt: cell(negativeAt) }, where);
  });
  return collected(readings);
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let number = 1;
  let from = 0;
  Papa.parse<string[]>(text, {
    delimiter: ',',
    step({ data, errors, meta }) {
      const empty = data.every((cell) => cell.trim() === '');
      if (!empty) lines.push({ cells: data, number, broken: errors.length > 0 });
      // A quoted cell may go over several lines.
      number += text.slice(from, meta.cursor).split('\n').length - 1;
      from = meta.cursor;
    },
  });
  return lines;
}

type Reading = { readonly row: NamedWords } | { readonly problem: string };

function rowOf({ name, prompt, negativePrompt }: NamedWords, where: string): Reading {
  if (name === '') return { problem: say`${where}: it has no name.` };
  if (prompt.length > LONGEST.words || negativePrompt.length > LONGEST.words) {
    return { problem: say`${where}: it is longer than prompts can be.` };
  }
  if (prompt === '' && negativePrompt === '')
    return { problem: say`${where}: “${name.slice(0, SHOWN)}” has no words.` };
  return { row: { name, prompt, negativePrompt } };
}

function collected(readings: readonly Reading[]): RowReading {
  return {
    rows: readings.flatMap((reading) => ('row' in reading ? [reading.row] : [])),
    problems: readings.flatMap((reading) => ('problem' in reading ? [reading.problem] : [])),
  };
}

/** Writes rows as a JSON file that {@link readRows} reads. */
export function rowsJson(rows: readonly NamedWords[]): string {
  const written = rows.map(({ name, prompt, negativePrompt }) => ({
    ...{ name, prompt },
    negative_prompt: negativePrompt,
  }));
  return `${JSON.stringify(written, null, 2)}\n`;
}
