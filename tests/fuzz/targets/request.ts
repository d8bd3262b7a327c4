/*
 * What a person writes: requests, axes, prompts, the settings in pictures; and what is drawn from it.
 */
import fc from 'fast-check';
import { formatA1111Parameters, parseA1111Parameters } from '../../../core/png/index.ts';
import { chunkTokens, emphasize, parsePrompt, type TokenPart } from '../../../core/prompt/index.ts';
import {
  AXES,
  AXIS_NAMES,
  type AxisName,
  combinationsOf,
  gridOf,
  MOST_IN_BATCH,
  parseGenerateRequest,
  REQUEST_LIMITS,
  requestsOfTable,
  type SeededRequest,
  type TableHost,
  type WordsOf,
} from '../../../core/request/index.ts';
import { nearValid } from '../inputs/documents.ts';
import { nastyText } from '../inputs/nasty.ts';
import { attempt, ensure, ensureFinite, fuzzTarget, type Outcome } from '../target.ts';
import { english } from '../../../core/words/index.ts';

const REQUEST = {
  ...{
    prompt: 'a (red:1.2) dancer',
    negativePrompt: 'blurry',
    clipSkip: 1,
    seed: 7,
    noise: 'cpu',
    samples: 1,
  },
  ...{
    width: 512,
    height: 512,
    steps: 12,
    guidance: 4,
    guidanceEnd: 1,
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
  },
  ...{ controlStrength: 1, controlStart: 0, controlEnd: 1, controlMode: 'balanced', trackId: null },
  control: { kind: 'none' },
};
const SEEDED = parseGenerateRequest(REQUEST as never) as SeededRequest;

async function tryRequest(request: unknown): Promise<Outcome> {
  // What is no object, and what steers it, is built by the page itself.
  const given = typeof request === 'object' ? request : {};
  const whole = { ...given, control: { kind: 'none' } } as never;
  const read = await attempt(() => parseGenerateRequest(whole));
  if ('refusal' in read) return 'refused';
  const checked = read.value;
  ensureFinite(checked, 'request');
  const { side, steps, guidance, samples, promptLength } = REQUEST_LIMITS;
  ensure(
    [checked.width, checked.height].every((px) => px >= side.min && px <= side.max && px % side.step === 0),
    'a side',
  );
  ensure(checked.steps >= steps.min && checked.steps <= steps.max, 'the steps');
  ensure(checked.guidance >= guidance.min && checked.guidance <= guidance.max, 'the guidance');
  ensure(checked.samples >= samples.min && checked.samples <= samples.max, 'the number of pictures');
  ensure(checked.prompt.length <= promptLength.max, 'the prompt is too long');
  return 'accepted';
}

/** Texts out of the pieces that a reader looks for. */
const textOf = (pieces: readonly string[], most: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: nastyText }),
      { maxLength: most },
    )
    .map((parts) => parts.join(''));

const axisText = textOf(
  ['1', '20', '0.5', '1.2.3', '-', ',', ' ', '(+', ')', '[', ']', '4', 'euler', '*', 'red', '1e3', '.'],
  10,
);

async function tryAxes([x, y]: [[AxisName, string], [AxisName, string] | undefined]): Promise<Outcome> {
  const choice = ([axis, text]: [AxisName, string]) => ({ axis, text });
  const grid = await attempt(() => gridOf(SEEDED, choice(x), y && choice(y)));
  if ('refusal' in grid) return 'refused';
  const { columns, rows, requests } = grid.value;
  ensure(
    requests.length === columns.length * rows.length && requests.length <= 64,
    `${requests.length} pictures`,
  );
  ensureFinite(requests, 'requests');
  for (const request of requests) await attempt(() => parseGenerateRequest(request));
  return 'accepted';
}

const templateText = textOf(
  ['{', '}', '|', '{a|b}', '{a|{b|c}|}', '\\\\', '\\\\{', 'red', ' ', '(a:1.2)', '{'.repeat(30)],
  12,
);

const asWritten: WordsOf = (written) => written;

function ensureBatch(requests: readonly SeededRequest[]): void {
  ensure(requests.length <= MOST_IN_BATCH, `${requests.length} pictures`);
  ensureFinite(requests, 'requests');
  for (const request of requests) parseGenerateRequest(request);
}

async function tryTemplates([prompt, negativePrompt, variants]: [
  string,
  string,
  number | undefined,
]): Promise<Outcome> {
  const plan = {
    prompt,
    negativePrompt,
    variants,
    poses: [SEEDED.control],
    seeds: [1, 2],
    wordsOf: asWritten,
  };
  const read = await attempt(() => combinationsOf(SEEDED, plan, 5));
  if ('refusal' in read) return 'refused';
  ensureBatch(read.value);
  ensure(read.value.length % 2 === 0, 'a seed is missing');
  return 'accepted';
}

const cell = fc.oneof(
  fc.constantFrom(
    'prompt',
    'seed',
    'steps',
    'Sampler',
    'width',
    'cfg_scale',
    'pose',
    'constructor',
    '__proto__',
    '',
  ),
  fc.constantFrom('1', '512', '-1', '1e999', 'NaN', 'euler', 'Euler a', 'none', '{a|b}', '{', 'a dancer'),
  nastyText,
);
const table = fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 8 });

async function tryTable(cells: string[][]): Promise<Outcome> {
  const host: TableHost = {
    ...{ base: SEEDED, sides: [64, 512], wordsOf: asWritten },
    poseOf: () => SEEDED.control,
    seedOf: (row) => row,
  };
  const read = await attempt(() => requestsOfTable(cells, host));
  ensure('value' in read, 'a table was refused as a whole');
  const { requests, problems } = read.value;
  ensureBatch(requests);
  for (const { row, column, message } of problems) {
    ensure(row >= 1 && row <= Math.max(cells.length, 1), `row ${row}`);
    ensure(column.length + english(message).length < 1000, 'a problem is too long');
  }
  return requests.length > 0 ? 'accepted' : 'refused';
}

const promptText = textOf(
  [
    '(',
    ')',
    '((',
    '))',
    '[',
    ']',
    ':1.3)',
    ':0)',
    ':-2)',
    ':99999999999999999999)',
    ':',
    '\\',
    '\\(',
    'BREAK',
    ' BREAK ',
    'a',
    'red dancer',
    ', ',
    ' ',
    '\n',
    '1.5',
    '9999999999',
  ],
  40,
);
const ROOM = 75;
const COMMA = 1;

async function tryPrompt(text: string): Promise<Outcome> {
  const parts = parsePrompt(text);
  const shown = parts.reduce((sum, part) => sum + (part.kind === 'text' ? part.text.length : 0), 0);
  ensure(shown <= text.length, 'it became longer');
  ensureFinite(parts, 'parts');
  const tokens = parts.map((part): TokenPart =>
    part.kind === 'break'
      ? part
      : {
          kind: 'tokens',
          weight: part.weight,
          ids: Array.from(part.text, (letter) => (letter === ',' ? COMMA : 2)),
        },
  );
  const chunks = chunkTokens(tokens, { room: ROOM, comma: COMMA });
  for (const { ids, weights } of chunks) {
    ensure(ids.length <= ROOM && weights.length === ids.length, `a chunk has ${ids.length} tokens`);
    checkEmphasis([1, ...weights, 1]);
  }
  const before = tokens.reduce((sum, part) => sum + (part.kind === 'tokens' ? part.ids.length : 0), 0);
  ensure(chunks.reduce((sum, { ids }) => sum + ids.length, 0) === before, 'tokens were lost');
  return Promise.resolve('accepted');
}

/** Weights as they are written must not make states that are no numbers. */
function checkEmphasis(weights: readonly number[]): void {
  const states = Float32Array.from({ length: 2 * weights.length }, (_, i) => ((i * 7) % 5) - 1.5);
  const weighed = emphasize(states, Float32Array.from(weights));
  ensure(
    weighed.every((value) => Number.isFinite(value)),
    'the states are not finite',
  );
}

const parametersText = textOf(
  [
    '\nSteps: 20, Sampler: Euler a, Seed: 1, Size: 64x64',
    'Steps: 20',
    'Sampler: Euler a',
    'Seed: 1',
    'CFG scale: 7',
    ', ',
    ': ',
    '"',
    '"a, b: c"',
    '\\"',
    '\n',
    'Negative prompt: x',
    'Size: 512x512',
    '\r\n',
    'a dancer',
    '{',
    '}',
  ],
  24,
);

function tryParameters(text: string): Outcome {
  const { prompt, negativePrompt, settings } = parseA1111Parameters(text);
  ensure(prompt.length + negativePrompt.length <= text.length, 'it became longer');
  const lengths = [...settings].reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  ensure(lengths <= text.length, 'the settings became longer');
  const line = prompt.replaceAll(/[\r\n]+/g, ' ').trim();
  const written = formatA1111Parameters({
    ...numbers,
    prompt: line,
    negativePrompt: '',
    model: text.slice(0, 200).replaceAll(/[\r\n]/g, ' '),
  });
  const again = parseA1111Parameters(written);
  ensure(again.settings.get('Steps') === '12', 'the steps were not found again');
  return settings.size > 0 ? 'accepted' : 'refused';
}
const numbers = { steps: 12, guidance: 4, seed: 7, width: 512, height: 512, clipSkip: 2 };

/** The axis's own example, now and then with something between its parts. */
const axis: fc.Arbitrary<[AxisName, string]> = fc
  .tuple(fc.constantFrom(...AXIS_NAMES), axisText, fc.nat(40), fc.integer({ min: 0, max: 2 }))
  .map(([name, text, at, kind]) => {
    const { example } = AXES[name];
    if (kind === 0) return [name, text];
    return [name, kind === 1 ? example : example.slice(0, at) + text.slice(0, 3) + example.slice(at)];
  });

/** Requests and what is written for them. */
export const REQUEST_TARGETS = [
  fuzzTarget({ name: 'requests', inputs: nearValid([REQUEST]), check: tryRequest }),
  fuzzTarget({
    name: 'axes of comparisons',
    inputs: fc.tuple(axis, fc.option(axis, { nil: undefined })),
    check: tryAxes,
  }),
  fuzzTarget({
    name: 'prompts with choices',
    inputs: fc.tuple(templateText, templateText, fc.option(fc.nat(400), { nil: undefined })),
    check: tryTemplates,
  }),
  fuzzTarget({ name: 'tables of batches', inputs: table, check: tryTable }),
  fuzzTarget({ name: 'prompts', inputs: promptText, check: tryPrompt }),
  fuzzTarget({ name: 'A1111 parameters', inputs: parametersText, check: tryParameters }),
];
