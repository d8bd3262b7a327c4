import Papa from 'papaparse';
import type { TableProblem } from '../../../core/request/index.ts';
import { failureFrom, messageOf } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import { unreadableText } from '../../ui/unreadable-text.ts';
import { say } from '../../words/say.ts';

/** The cells of a table, and where its text is broken. */
export interface TableText {
  readonly cells: readonly (readonly string[])[];
  readonly problems: readonly TableProblem[];
}

/** Reads the text of a table's file, or tells why that cannot be. */
export async function readTableFile(
  file: Pick<File, 'name' | 'text'>,
): Promise<{ readonly text: string; readonly problem?: string }> {
  try {
    const text = await file.text();
    const problem = unreadableText(text, file.name);
    return problem === undefined ? { text } : { text: '', problem };
  } catch (error) {
    const problem = say`${file.name} could not be read. ${messageOf(failureFrom(error))}`;
    return { text: '', problem };
  }
}

/** Reads a text of comma-separated values (RFC 4180); semicolons, tabs and bars part cells as well. */
export function readTable(text: string): TableText {
  // Spreadsheets of some languages part cells with semicolons, and save tables with a mark of the byte order.
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { header: false });
  const problems = errors
    // A single column has no delimiter to find.
    .filter(({ type }) => type !== 'Delimiter')
    .map(({ row = 0 }) => ({ row: row + 1, column: '', message: words`a quote is not closed` }));
  return { cells: data, problems };
}
