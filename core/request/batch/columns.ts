/*
 * What the columns of a table are called, and how their cells are read.
 */
import * as v from 'valibot';
import { SAMPLERS, SCHEDULERS } from '../../sampling/index.ts';
import { words, type Words } from '../../words/index.ts';
import { REQUEST_FIELDS } from '../schema.ts';

/** A field of a request that a column can set. */
export type FieldName = keyof typeof REQUEST_FIELDS;

const FIELD_NAMES = Object.keys(REQUEST_FIELDS) as FieldName[];

/** As other tools name them, and as the page does. */
const ALIASES: ReadonlyMap<string, FieldName> = new Map([
  ['negative', 'negativePrompt'],
  ['pictures', 'samples'],
  ['cfgscale', 'guidance'],
  ['guidancescale', 'guidance'],
  ['numinferencesteps', 'steps'],
  ['samplername', 'sampler'],
  ['schedule', 'scheduler'],
  ['scheduletype', 'scheduler'],
  ['posestrength', 'controlStrength'],
  ['posestarts', 'controlStart'],
  ['poseends', 'controlEnd'],
]);

/** `negative_prompt`, `Negative prompt` and `negativePrompt` are one name. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The field that a column sets; undefined for a name that is none. */
export function fieldOf(column: string): FieldName | undefined {
  const name = plainName(column);
  return FIELD_NAMES.find((field) => plainName(field) === name) ?? ALIASES.get(name);
}

const TEXTS: readonly FieldName[] = ['prompt', 'negativePrompt'];
/** What is chosen by name, and names for people beside the request's own. */
const NAMED: Partial<Record<FieldName, Readonly<Record<string, { readonly label: string }>>>> = {
  sampler: SAMPLERS,
  scheduler: SCHEDULERS,
  noise: {},
  controlMode: {},
};

/** What became of a cell. */
export type CellReading = { readonly value: unknown } | { readonly problem: Words };

/** Reads a cell, and checks it as the request would. */
export function readCell(field: FieldName, cell: string): CellReading {
  const value = valueOf(field, cell);
  if (typeof value === 'number' && Number.isNaN(value))
    return { problem: words`“${shortened(cell)}” is no number` };
  const parsed = v.safeParse(REQUEST_FIELDS[field], value);
  return parsed.success
    ? { value: parsed.output }
    : { problem: words`“${shortened(cell)}”: ${parsed.issues[0].message.slice(0, 200)}` };
}

function valueOf(field: FieldName, cell: string): string | number {
  if (TEXTS.includes(field)) return cell;
  const labels = NAMED[field];
  if (!labels) return Number(cell);
  const known = Object.entries(labels).find(([, { label }]) => plainName(label) === plainName(cell));
  return known?.[0] ?? cell.toLowerCase();
}

/** What was found, short enough for a sentence. */
export function shortened(cell: string): string {
  return cell.length > 40 ? `${cell.slice(0, 40)}…` : cell;
}
