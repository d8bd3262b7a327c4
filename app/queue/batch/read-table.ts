import Papa from 'papaparse';
import type { TableProblem } from '../../../core/request/index.ts';
import { words } from '../../../core/words/index.ts';

/** The cells of a table, and where its text is broken. */
export interface TableText {
  readonly cells: readonly (readonly string[])[];
  readonly problems: readonly TableProblem[];
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
