/* What a batch comes to, from what is set on its page: texts of tables, names of poses, seeds. */
import { describe, expect, it } from 'vitest';
import {
  type BatchSource,
  CURRENT_POSE,
  tableBatch,
  templateBatch,
  type TemplatePlan,
} from '../../../app/queue/batch/plan.ts';
import { readTable, readTableFile } from '../../../app/queue/batch/read-table.ts';
import { beginBatch } from '../../../app/queue/batch/begin.ts';
import { shownItems } from '../../../app/poses/items.ts';
import { createWording, type FillWildcards } from '../../../app/prompts/wording.ts';
import { createFormStore, formFrom } from '../../../app/state/form.ts';
import { fillWildcards } from '../../../core/prompt/index.ts';
import { presetPose } from '../../../core/pose/index.ts';
import { queueRequest } from '../../drivers/queue-entries.ts';
import { inEnglish } from '../../doubles/in-english.ts';

const canvas = { width: 128, height: 128 };
const own = {
  ...{ id: 'mine', name: 'My Jump', category: '', savedAt: 1, kept: true },
  pose: presetPose('walking', canvas),
};
const base = queueRequest({ seed: 40 });
const source: BatchSource = {
  ...{ base, wordsOf: (written) => written, freshSeed: true, sides: [128] },
  items: shownItems([own], 'all', ''),
};
const plan: TemplatePlan = {
  ...{ prompt: 'a {red|blue} coat', negativePrompt: '', variants: undefined },
  ...{ seeds: { kind: 'count', count: 2 }, poses: new Set([CURRENT_POSE]) },
};

const lists = new Map([
  ['hair', ['black hair', 'red hair', 'grey hair', 'fair hair', 'no hair', 'blue hair']],
]);
const fill: FillWildcards = (text, seed, stream) => fillWildcards(text, lists, seed, stream);
const INK = { name: 'Ink', prompt: 'ink drawing of {prompt}', negativePrompt: 'photo' };

/** A batch that is begun with a prompt and a style in the form, as the room does. */
async function begun(prompt: string): Promise<BatchSource> {
  const form = createFormStore({ ...formFrom(base), prompt, negativePrompt: '', styles: [INK] });
  const wording = createWording(form, () => Promise.resolve(fill));
  const currentRequest = () => ({ ...base, ...wording.of(form.getState(), base.seed) });
  const actions = { generate: { currentRequest }, prompts: { wording } };
  return { ...source, ...(await beginBatch({ stores: { form }, actions })) };
}

/** What is drawn with a seed where a person wrote these words under Generate. */
const inked = (prompt: string, seed: number): string => `ink drawing of ${fill(prompt, seed, 0)}`;

describe('the words of a batch', () => {
  it('begin as they were written, with styles and wildcards to come', async () => {
    const { base: start } = await begun('a cat, __hair__');
    expect(start).toEqual({ ...base, prompt: 'a cat, __hair__', negativePrompt: '' });
  });

  it('are filled by the seed of each picture, with the styles around them, also where the form names no list', async () => {
    const made = await begun('a cat');
    const prompt = 'a {red|blue} coat, __hair__';
    const seeds = { kind: 'count', count: 6 } as const;
    const { requests } = templateBatch(made, { ...plan, prompt, seeds }, 0);
    expect(requests.map((request) => request.prompt)).toEqual(
      ['red', 'blue'].flatMap((colour) =>
        [40, 41, 42, 43, 44, 45].map((seed) => inked(`a ${colour} coat, __hair__`, seed)),
      ),
    );
    expect(new Set(requests.map((request) => request.prompt)).size).toBeGreaterThan(2);
    expect(requests[0]).toMatchObject({
      negativePrompt: 'photo',
      template: { prompt: 'a red coat, __hair__', negativePrompt: '' },
    });
  });

  it('are those of the form where a table leaves them out, and have its styles where it does not', async () => {
    const made = await begun('a cat, __hair__');
    const { requests } = tableBatch(made, 'prompt,seed\n,3\na dog with __hair__,4');
    expect(requests.map((request) => request.prompt)).toEqual([
      inked('a cat, __hair__', 3),
      inked('a dog with __hair__', 4),
    ]);
    expect(requests.map((request) => request.negativePrompt)).toEqual(['photo', 'photo']);
  });

  it('name a list that is not there, in a table by the row, which costs the others nothing', async () => {
    const made = await begun('a cat');
    expect(() => templateBatch(made, { ...plan, prompt: '__wings__' }, 0)).toThrow(
      'There is no wildcard list “wings”.',
    );
    const { requests, problems } = tableBatch(made, 'prompt\n__wings__\na dog');
    expect(requests.map((request) => request.prompt)).toEqual(['ink drawing of a dog']);
    expect(problems.map(({ row, message }) => [row, inEnglish(message)])).toEqual([
      [2, expect.stringContaining('There is no wildcard list “wings”.')],
    ]);
  });
});

describe('a table as text', () => {
  it('has quotes, line breaks and commas in cells, and other delimiters', () => {
    expect(readTable('a,b\r\n"x, ""y""\nz",2\r\n').cells.slice(0, 2)).toEqual([
      ['a', 'b'],
      ['x, "y"\nz', '2'],
    ]);
    expect(readTable('\uFEFFprompt;seed\nred;1').cells).toEqual([
      ['prompt', 'seed'],
      ['red', '1'],
    ]);
    expect(readTable('prompt\nred\nblue')).toEqual({ cells: [['prompt'], ['red'], ['blue']], problems: [] });
  });

  it.each([
    ['Windows-1252', Uint8Array.from('prompt\nM\xfctze', (sign) => sign.charCodeAt(0))],
    ['UTF-16', Uint8Array.from('\xff\xfep\0r\0o\0m\0p\0t\0', (sign) => sign.charCodeAt(0))],
  ])('is not taken from a file in %s, whose letters would be lost', async (_, bytes) => {
    expect(await readTableFile(new File([bytes], 'table.csv'))).toEqual({
      text: '',
      problem: 'table.csv is no text file in UTF-8.',
    });
  });

  it('is taken from a file in UTF-8, and a file that is gone is told', async () => {
    expect(await readTableFile(new File(['prompt\nMütze'], 'table.csv'))).toEqual({ text: 'prompt\nMütze' });
    const gone = { name: 'gone.csv', text: () => Promise.reject(new Error('gone')) };
    expect((await readTableFile(gone)).problem).toContain('gone.csv could not be read.');
  });

  it('says where a quote is not closed', () => {
    const { problems } = readTable('prompt,seed\nred,1\n"blue,2');
    expect(problems.map(({ row, message }) => [row, inEnglish(message)])).toEqual([
      [3, 'a quote is not closed'],
    ]);
  });
});

describe('a batch from a table', () => {
  it('takes poses by name, and counts seeds up from that of the form', () => {
    const text = 'prompt,pose,seed\na,my jump,\nb,current,\nc,none,5\nd,,';
    const { requests, problems } = tableBatch(source, text);
    expect(problems).toEqual([]);
    expect(requests.map(({ control }) => (control.kind === 'pose' ? control.pose : control.kind))).toEqual([
      own.pose,
      base.control.kind === 'pose' && base.control.pose,
      'none',
      base.control.kind === 'pose' && base.control.pose,
    ]);
    expect(requests.map(({ seed }) => seed)).toEqual([40, 41, 5, 43]);
    expect(
      tableBatch({ ...source, freshSeed: false }, 'prompt\na\nb').requests.map(({ seed }) => seed),
    ).toEqual([40, 40]);
  });

  it('has the poses of the library by their names, for the size of the row', () => {
    const label = String(inEnglish(source.items.find(({ own: mine }) => !mine)?.label));
    const [request] = tableBatch(source, `pose\n${label.toUpperCase()}`).requests;
    expect(request?.control.kind === 'pose' && request.control.pose.width).toBe(128);
  });

  it('tells problems of the text beside those of the cells, and takes what is fine', () => {
    const { requests, problems } = tableBatch(source, 'prompt,pose\na,\nb,Nobody\n"c,');
    expect(requests.map(({ prompt }) => prompt)).toContain('a');
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [4, ''],
      [3, 'pose'],
    ]);
  });
});

describe('a batch from a prompt', () => {
  it('varies words, poses and seeds', () => {
    const poses = new Set([CURRENT_POSE, 'own mine']);
    const { requests } = templateBatch(source, { ...plan, poses }, 0);
    expect(requests).toHaveLength(8);
    expect(requests.slice(0, 3).map(({ prompt, seed }) => [prompt, seed])).toEqual([
      ['a red coat', 40],
      ['a red coat', 41],
      ['a red coat', 40],
    ]);
    expect(requests[2]?.control).toEqual({ kind: 'pose', pose: own.pose });
  });

  it('takes the seeds that are listed, and begins again where they end', () => {
    const seeds = { kind: 'list', text: '1-3, 9' } as const;
    const { requests } = templateBatch(source, { ...plan, prompt: 'x', seeds }, 0);
    expect(requests.map(({ seed }) => seed)).toEqual([1, 2, 3, 9]);
    const last = { ...source, base: { ...base, seed: Number.MAX_SAFE_INTEGER } };
    const { requests: around } = templateBatch(last, { ...plan, prompt: 'x' }, 0);
    expect(around.map(({ seed }) => seed)).toEqual([Number.MAX_SAFE_INTEGER, 0]);
  });

  it('refuses too much before it makes it', () => {
    const seeds = { kind: 'count', count: 1e9 } as const;
    expect(() => templateBatch(source, { ...plan, seeds }, 0)).toThrow('500 seeds are the most');
    expect(() => templateBatch(source, { ...plan, poses: new Set() }, 0)).toThrow('no picture at all');
  });
});
