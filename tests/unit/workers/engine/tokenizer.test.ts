import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { memorySource, openSafetensors } from '../../../../core/weights/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import type { ModelFolder } from '../../../../workers/engine/model-folder.ts';
import { openTokenizer } from '../../../../workers/engine/tokenizer.ts';

const PIPELINE = resolve(import.meta.dirname, '../../../fixtures/models/pipeline');
const FOLDER = nodeFolder(resolve(PIPELINE, 'tokenizer'));

/** The folder without some of its files, or with others instead. */
function changed(files: Readonly<Record<string, string | undefined>>): ModelFolder {
  return {
    label: 'changed',
    open: (path) => {
      if (!(path in files)) return FOLDER.open(path);
      const text = files[path];
      return Promise.resolve(text === undefined ? undefined : memorySource(new TextEncoder().encode(text)));
    },
  };
}

const WITHOUT_JSON = changed({ 'tokenizer.json': undefined });

describe('openTokenizer', () => {
  let prompts: readonly [string, string];
  let expected: readonly (readonly number[])[];
  let length: number;

  beforeAll(async () => {
    const request = JSON.parse(await readFile(resolve(PIPELINE, 'request.json'), 'utf8')) as {
      prompt: string;
      negative_prompt: string;
    };
    prompts = [request.prompt, request.negative_prompt];
    const bytes = new Uint8Array(await readFile(resolve(PIPELINE, 'reference.safetensors')));
    const file = await openSafetensors(memorySource(bytes), 'reference.safetensors');
    length = file.entries.get('input_ids')?.shape[1] ?? 0;
    const ids = new Int32Array((await file.read('input_ids')).slice().buffer);
    expected = [[...ids.subarray(0, length)], [...ids.subarray(length)]];
  });

  it.each([
    ['tokenizer.json', FOLDER],
    ['vocabulary and merges', WITHOUT_JSON],
    [
      'vocabulary and merges without any settings',
      changed({ 'tokenizer.json': undefined, 'tokenizer_config.json': undefined }),
    ],
  ])("gives transformers' ids from %s", async (_what, folder) => {
    const tokenizer = await openTokenizer(folder);
    expect(prompts.map((prompt) => [...tokenizer.encode(prompt, length).chunks[0].ids])).toEqual(expected);
  });

  it('goes on in further chunks, each with a start and an end', async () => {
    const tokenizer = await openTokenizer(FOLDER);
    const prompt = 'a red shirt '.repeat(20);
    const long = tokenizer.encode(prompt, 60);
    const [start] = expected[0] ?? [];
    const end = expected[0]?.at(-1);
    const [whole] = tokenizer.encode(prompt, 400).chunks;
    expect(long.tokens).toBe(whole.ids.indexOf(end ?? -1) - 1);
    expect(long.chunks).toHaveLength(Math.ceil(long.tokens / 58));
    const contents = long.chunks.map(({ ids }) => {
      expect(ids).toHaveLength(60);
      expect([ids[0], ids.at(-1)]).toEqual([start, end]);
      return [...ids.subarray(1, -1)];
    });
    expect(contents.flat().slice(0, long.tokens)).toEqual([...whole.ids.subarray(1, long.tokens + 1)]);
  });

  it('gives an empty prompt as start, end and padding', async () => {
    const { tokens, chunks } = (await openTokenizer(FOLDER)).encode('', 6);
    const [start] = expected[0] ?? [];
    const end = expected[0]?.at(-1);
    expect(chunks.map(({ ids }) => [...ids])).toEqual([[start, end, end, end, end, end]]);
    expect([...chunks[0].weights]).toEqual([1, 1, 1, 1, 1, 1]);
    expect(tokens).toBe(0);
  });

  it('pads with the token that the settings name', async () => {
    const settings = JSON.stringify({ pad_token: '!', tokenizer_class: 'CLIPTokenizer' });
    const vocabulary = JSON.parse(
      await readFile(resolve(PIPELINE, 'tokenizer/vocab.json'), 'utf8'),
    ) as Record<string, number>;
    const tokenizer = await openTokenizer(
      changed({ 'tokenizer.json': undefined, 'tokenizer_config.json': settings }),
    );
    expect(tokenizer.encode('', 4).chunks[0].ids.at(-1)).toBe(vocabulary['!']);
  });

  it.each([
    ['no files', { 'tokenizer.json': undefined, 'vocab.json': undefined }, 'file-missing', 'vocab.json'],
    [
      'a vocabulary that is none',
      { 'tokenizer.json': undefined, 'vocab.json': '["a"]' },
      'bad-tokenizer',
      'vocab.json',
    ],
    [
      'a vocabulary without the end token',
      { 'tokenizer.json': undefined, 'vocab.json': '{"a": 0}' },
      'bad-tokenizer',
      'changed',
    ],
    ['text that is no JSON', { 'tokenizer.json': '{' }, 'bad-config', 'tokenizer.json'],
  ])('refuses %s', async (_what, files, code, hint) => {
    const failing = openTokenizer(changed(files));
    await expect(failing).rejects.toMatchObject({ failure: { code } });
    await expect(failing).rejects.toThrow(hint);
  });
});
