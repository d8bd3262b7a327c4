/*
 * Requests from a table with a header row, such as a CSV file. A row that cannot be read costs the others nothing.
 */
import { ArmatureError, failureFrom, messageOf, nextOf } from '../../result/index.ts';
import { counted, words, type Words } from '../../words/index.ts';
import { type ControlInput, parseGenerateRequest, type SeededRequest } from '../schema.ts';
import { type FieldName, fieldOf, plainName, readCell, shortened } from './columns.ts';
import { MOST_IN_BATCH } from './combinations.ts';
import { promptPairs } from './template.ts';
import type { WordsOf } from './wording.ts';

/** What a table does not say itself. */
export interface TableHost {
  /** Has what no column and no cell sets. */
  readonly base: SeededRequest;
  /** Gives the pose of a name, for a picture of that size; undefined where there is none. */
  readonly poseOf: (
    name: string,
    size: { readonly width: number; readonly height: number },
  ) => ControlInput | undefined;
  /** Gives the seed of a row that sets none. */
  readonly seedOf: (row: number) => number;
  /** Sides in px that can be drawn. */
  readonly sides: readonly number[];
  readonly wordsOf: WordsOf;
}

/** Something that cannot be read. */
export interface TableProblem {
  /** As a spreadsheet counts: the header row is 1. */
  readonly row: number;
  /** As the header has it; empty where it is about the whole row. */
  readonly column: string;
  /** What is wrong, in words that follow the place. */
  readonly message: Words;
}

/** What a table gave. */
export interface TableReading {
  /** In the order of the rows; a row whose prompts have choices gives several. */
  readonly requests: readonly SeededRequest[];
  readonly problems: readonly TableProblem[];
}

const POSE_COLUMN = 'pose';

/** A column that is read: a field of the request, or the pose. */
interface Column {
  readonly at: number;
  readonly name: string;
  readonly field: FieldName | typeof POSE_COLUMN;
}

/**
 * Reads a table.
 *
 * @param cells - rows of texts, the header first; rows may be of different lengths
 */
export function requestsOfTable(cells: readonly (readonly string[])[], host: TableHost): TableReading {
  const [header = [], ...rows] = cells;
  const { columns, problems } = columnsOf(header);
  if (columns.length === 0) {
    const message = words`there is no column that is known here, such as prompt, seed or pose`;
    return { requests: [], problems: [...problems, { row: 1, column: '', message }] };
  }
  const requests: SeededRequest[] = [];
  const found = [...problems];
  for (const [index, row] of rows.entries()) {
    if (row.every((cell) => cell.trim() === '')) continue;
    const reading = readRow({ columns, header, row, number: index + 2 }, host);
    found.push(...reading.problems);
    if (requests.length + reading.requests.length > MOST_IN_BATCH) {
      found.push({
        row: index + 2,
        column: '',
        message: words`more than ${MOST_IN_BATCH} pictures; the rest is left out`,
      });
      break;
    }
    requests.push(...reading.requests);
  }
  return { requests, problems: found };
}

function columnsOf(header: readonly string[]): { columns: Column[]; problems: TableProblem[] } {
  const columns: Column[] = [];
  const problems: TableProblem[] = [];
  for (const [at, text] of header.entries()) {
    const name = shortened(text.trim());
    if (name === '') continue;
    const field = plainName(text) === POSE_COLUMN ? POSE_COLUMN : fieldOf(text);
    const twice = columns.some((column) => column.field === field);
    if (field !== undefined && !twice) columns.push({ at, name, field });
    else {
      const message = twice
        ? words`stands there twice; the first one counts`
        : words`is not known here and is left out`;
      problems.push({ row: 1, column: name, message });
    }
  }
  return { columns, problems };
}

interface Row {
  readonly columns: readonly Column[];
  readonly header: readonly string[];
  readonly row: readonly string[];
  readonly number: number;
}

function readRow({ columns, header, row, number }: Row, host: TableHost): TableReading {
  const problems: TableProblem[] = [];
  const bad = (column: string, message: Words): void => void problems.push({ row: number, column, message });
  const fields: Partial<Record<FieldName, unknown>> = {};
  let pose: { readonly column: string; readonly name: string } | undefined;
  if (row.slice(header.length).some((cell) => cell.trim() !== '')) {
    bad('', words`has more cells than the header; a text with commas belongs in quotes`);
  }
  for (const { at, name, field } of columns) {
    const cell = (row[at] ?? '').trim();
    // What is left empty is as the form has it.
    if (cell === '') continue;
    if (field === POSE_COLUMN) {
      pose = { column: name, name: cell };
      continue;
    }
    const reading = readCell(field, cell);
    if (isSide(field) && !host.sides.includes(Number(cell))) {
      bad(name, words`“${shortened(cell)}”: what draws here takes ${host.sides.join(', ')} px`);
    } else if ('problem' in reading) bad(name, reading.problem);
    else fields[field] = reading.value;
  }
  const seed = typeof fields.seed === 'number' ? fields.seed : host.seedOf(number);
  const request = { ...host.base, ...(fields as Partial<SeededRequest>), seed };
  const control = pose ? host.poseOf(pose.name, request) : request.control;
  if (!control) bad(pose?.column ?? '', words`there is no pose “${shortened(pose?.name ?? '')}”`);
  if (problems.length > 0 || !control) return { requests: [], problems };
  try {
    return { requests: variantsOf({ ...request, control }, host), problems };
  } catch (error) {
    const failure = failureFrom(error, 'bad-request');
    const next = nextOf(failure);
    const message = next ? words`${messageOf(failure)} ${next}` : messageOf(failure);
    return { requests: [], problems: [{ row: number, column: '', message }] };
  }
}

const isSide = (field: FieldName): boolean => field === 'width' || field === 'height';

/** @throws ArmatureError `bad-request` */
function variantsOf(request: SeededRequest, { wordsOf }: TableHost): readonly SeededRequest[] {
  const pairs = promptPairs(request);
  if (pairs.count > MOST_IN_BATCH) throw tooMany(pairs.count);
  return Array.from({ length: pairs.count }, (_, index) => ({
    ...parseGenerateRequest({ ...request, ...wordsOf(pairs.at(index), request.seed) }),
    seed: request.seed,
  }));
}

function tooMany(count: number): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message: words`the prompt stands for ${counted(count, { one: '# picture', other: '# pictures' })}; ${MOST_IN_BATCH} are the most.`,
    next: words`Take fewer choices.`,
  });
}
