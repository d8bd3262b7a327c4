/*
 * Styles, lists and prompts, as files and storage bring them.
 */
import fc from 'fast-check';
import { readRows, rowsJson } from '../../../app/prompts/files/read-rows.ts';
import { readItem } from '../../../app/prompts/record.ts';
import { addedPhrases, enhancePrompt, fillWildcards, stepWeight } from '../../../core/prompt/index.ts';
import { nearValid, nearValidText } from '../inputs/documents.ts';
import { attempt, ensure, ensureFinite, fuzzTarget, type Outcome } from '../target.ts';

const JSON_ROWS = [
  { name: 'Oil', prompt: 'oil painting of {prompt}', negative_prompt: 'photo' },
  { name: 'Ink', prompt: 'ink' },
];
const cell = fc.constantFrom(
  'name',
  'prompt',
  'negative_prompt',
  'Oil',
  '"',
  '""',
  '"a\nb"',
  ',',
  '\r\n',
  '\n',
  '\0',
  'x'.repeat(300),
);
const csv = fc
  .array(cell, { maxLength: 30 })
  .map((cells) => `name,prompt,negative_prompt\n${cells.join('')}`);
const MOST_WORDS = 1000;

function tryRows(text: string): Outcome {
  const { rows, problems } = readRows(text, 'styles.csv');
  for (const problem of problems) ensure(problem.length <= MOST_WORDS, 'a problem is no sentence', problem);
  ensure(rows.length > 0 || problems.length > 0, 'nothing is said', text);
  const again = readRows(rowsJson(rows), 'x.json');
  if (rows.length > 0)
    ensure(JSON.stringify(again.rows) === JSON.stringify(rows), 'what was written is not read');
  return rows.length > 0 ? 'accepted' : 'refused';
}

const ITEMS = [
  { id: 'a', kind: 'style', name: 'A', savedAt: 1, prompt: 'a', negativePrompt: '' },
  { id: 'b', kind: 'negative', name: 'B', savedAt: 1, negativePrompt: 'b' },
  { id: 'c', kind: 'wildcard', name: 'c', savedAt: 1, lines: ['x'] },
];

function tryItem(row: unknown): Outcome {
  const item = readItem(row);
  if (!item) return 'refused';
  ensureFinite(item, 'item');
  return 'accepted';
}

const piece = fc.constantFrom(
  '(',
  ')',
  '[',
  ']',
  '\\',
  ':1.2)',
  ':',
  '__a__',
  '__b__',
  '__',
  'BREAK',
  '<lora:x:1>',
  ',',
  ' ',
  'word',
  '\n',
  'ß',
);
const prompt = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
const lists = new Map([
  ['a', ['x', '__b__ y']],
  ['b', ['z', '__a__', '__none__']],
]);

async function tryPrompt({ text, at, seed }: { text: string; at: number; seed: number }): Promise<Outcome> {
  const edit = stepWeight(text, { start: at % (text.length + 1), end: at % (text.length + 1) }, 0.1);
  if (edit) ensure(edit.span.start <= edit.span.end && edit.span.end <= text.length, 'the edit is outside');
  const { prompt: fuller } = enhancePrompt({ prompt: text, negativePrompt: text, seed });
  ensure(fuller.includes(text.trimEnd()), 'the prompt was changed');
  addedPhrases({ continuation: text, prompt: text, negativePrompt: '', ended: false });
  const filled = await attempt(() => fillWildcards(text, lists, seed));
  return 'value' in filled ? 'accepted' : 'refused';
}

/** What is saved of prompts, and prompts themselves. */
export const PROMPT_TARGETS = [
  fuzzTarget({
    name: 'files of styles',
    inputs: fc.oneof(csv, nearValidText([JSON_ROWS, { styles: JSON_ROWS }])),
    check: tryRows,
  }),
  fuzzTarget({ name: 'rows of prompts', inputs: nearValid(ITEMS), check: tryItem }),
  fuzzTarget({
    name: 'edits of prompts',
    inputs: fc.record({ text: prompt, at: fc.nat({ max: 200 }), seed: fc.nat() }),
    check: tryPrompt,
  }),
];
