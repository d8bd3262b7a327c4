/*
 * One parameter changed at a time: the axes of a comparison, as A1111's X/Y plot has them.
 */
import { ArmatureError } from '../result/index.ts';
import { SAMPLER_NAMES, SAMPLERS, SCHEDULER_NAMES, SCHEDULERS } from '../sampling/index.ts';
import { counted, type Words, words } from '../words/index.ts';
import { REQUEST_LIMITS } from './limits.ts';
import type { SeededRequest } from './schema.ts';

/** One place on an axis. */
export interface AxisValue {
  readonly label: string;
  /** Changes a request to it. */
  readonly apply: (request: SeededRequest) => SeededRequest;
}

/** A parameter that a comparison can change. */
export interface Axis {
  /** Name for people. */
  readonly label: Words;
  /** A text that it can read. */
  readonly example: string;
  /** How to write its values. */
  readonly hint: Words;
  /** @throws ArmatureError `bad-request` for a text that it cannot read */
  readonly parse: (text: string) => readonly AxisValue[];
}

const NUMBERS = words`Numbers between commas; 4-20 (+4) counts up, 1-10 [4] spreads four evenly.`;
const NAMES = words`Names between commas, or * for all.`;
const PROMPT_WORDS = words`Prompt words`;

/** All axes by the field that they change. */
export const AXES = {
  sampler: namesAxis(words`Sampler`, 'euler, dpmpp_2m, heun', SAMPLERS, SAMPLER_NAMES, (sampler) => ({
    sampler,
  })),
  scheduler: namesAxis(
    words`Schedule`,
    'normal, karras, sgm_uniform',
    SCHEDULERS,
    SCHEDULER_NAMES,
    (scheduler) => ({
      scheduler,
    }),
  ),
  steps: numbersAxis(words`Steps`, '4-20 (+4)', (steps) => ({ steps })),
  guidance: numbersAxis(words`Guidance`, '1, 2, 4, 8', (guidance) => ({ guidance })),
  controlStrength: numbersAxis(words`Pose strength`, '0, 0.5, 1, 1.5', (controlStrength) => ({
    controlStrength,
  })),
  controlEnd: numbersAxis(words`Pose ends`, '0.25-1 [4]', (controlEnd) => ({ controlEnd })),
  seed: numbersAxis(words`Seed`, '1-4 (+1)', (seed) => ({ seed })),
  prompt: {
    label: PROMPT_WORDS,
    example: 'red, blue, green',
    hint: words`A part of the prompt, then what takes its place, between commas.`,
    parse(text) {
      const [searched, ...others] = itemsOf(text);
      if (searched === undefined || others.length === 0) {
        throw badAxis(PROMPT_WORDS, words`a part of the prompt and at least one replacement`, text);
      }
      return [searched, ...others].map((word) => ({
        label: word,
        apply(request) {
          if (!request.prompt.includes(searched))
            throw badAxis(PROMPT_WORDS, words`a part of the prompt first`, searched);
          const prompt = request.prompt.replaceAll(searched, word);
          if (prompt.length > REQUEST_LIMITS.promptLength.max)
            throw badAxis(
              PROMPT_WORDS,
              words`words with which the prompt stays as long as prompts may be`,
              word,
            );
          return { ...request, prompt };
        },
      }));
    },
  },
} as const satisfies Record<string, Axis>;

/** Name of an axis. */
export type AxisName = keyof typeof AXES;

/** The names in the table's order. */
export const AXIS_NAMES: readonly AxisName[] = Object.keys(AXES) as AxisName[];

/** Pictures that one comparison may ask for. */
const MOST_CELLS = 64;

/** Pictures to make, row by row. */
export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** `rows` times `columns` requests, row by row. */
  readonly requests: readonly SeededRequest[];
}

/** An axis with its values as text. */
export interface AxisChoice {
  readonly axis: AxisName;
  readonly text: string;
}

/**
 * Lists the requests of a comparison.
 *
 * @param y - absent for a single row
 * @throws ArmatureError `bad-request` for values that cannot be read, or too many
 */
export function gridOf(request: SeededRequest, x: AxisChoice, y?: AxisChoice): Grid {
  const columns = AXES[x.axis].parse(x.text);
  const rows = y ? AXES[y.axis].parse(y.text) : [{ label: '', apply: (same: SeededRequest) => same }];
  const cells = columns.length * rows.length;
  if (cells > MOST_CELLS) {
    throw new ArmatureError({
      code: 'bad-request',
      message: words`That would be ${counted(cells, { one: '# picture', other: '# pictures' })}; ${MOST_CELLS} are the most.`,
      next: words`Take fewer values.`,
    });
  }
  return {
    columns: columns.map(({ label }) => label),
    rows: rows.map(({ label }) => label),
    requests: rows.flatMap((row) => columns.map((column) => column.apply(row.apply(request)))),
  };
}

function namesAxis<Name extends string>(
  label: Words,
  example: string,
  table: Readonly<Record<Name, { readonly label: string }>>,
  names: readonly Name[],
  change: (name: Name) => Partial<SeededRequest>,
): Axis {
  return {
    label,
    example,
    hint: NAMES,
    parse(text) {
      const items = text.trim() === '*' ? names : itemsOf(text);
      if (items.length === 0) throw badAxis(label, words`names`, text);
      return items.map((item) => {
        const name = names.find(
          (known) => known === item || table[known].label.toLowerCase() === item.toLowerCase(),
        );
        if (name === undefined) throw badAxis(label, words`names such as ${example}`, item);
        return { label: table[name].label, apply: (request) => ({ ...request, ...change(name) }) };
      });
    },
  };
}

function numbersAxis(label: Words, example: string, change: (value: number) => Partial<SeededRequest>): Axis {
  return {
    label,
    example,
    hint: NUMBERS,
    parse(text) {
      const values = itemsOf(text).flatMap((item) => numbersOf(label, item));
      if (values.length === 0) throw badAxis(label, words`numbers`, text);
      return values.map((value) => ({
        label: String(value),
        apply: (request) => ({ ...request, ...change(value) }),
      }));
    },
  };
}

const RANGE = /^(?<from>[\d.]+)\s*-\s*(?<to>[\d.]+)\s*(?:\(\+(?<gap>[\d.]+)\)|\[(?<count>\d+)\])?$/;

function numbersOf(label: Words, item: string): number[] {
  const range = RANGE.exec(item)?.groups;
  if (!range) {
    const value = Number(item);
    if (!Number.isFinite(value)) throw badAxis(label, words`numbers`, item);
    return [value];
  }
  const [from, to] = [Number(range['from']), Number(range['to'])];
  const count =
    range['count'] === undefined
      ? Math.floor((to - from) / Number(range['gap'] ?? 1) + 1e-9) + 1
      : Number(range['count']);
  const gap = range['count'] === undefined ? Number(range['gap'] ?? 1) : (to - from) / Math.max(count - 1, 1);
  const counts = Number.isFinite(from) && Number.isFinite(gap) && count >= 1 && count <= MOST_CELLS;
  if (!counts) throw badAxis(label, words`a range that counts up`, item);
  return Array.from({ length: count }, (_, i) => Number((from + i * gap).toFixed(6)));
}

function itemsOf(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function badAxis(label: Words, wanted: Words, got: string): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message: words`${label}: it takes ${wanted}, not "${got.slice(0, 80)}".`,
    next: words`Change the values and try again.`,
  });
}
