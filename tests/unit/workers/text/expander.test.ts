import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memorySource } from '../../../../core/weights/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import type { ModelFolder } from '../../../../workers/engine/model-folder.ts';
import { createRuntime } from '../../../../workers/runtime/index.ts';
import { loadOrtForNode } from '../../../../workers/runtime/ort-node.ts';
import { type Expander, openExpander } from '../../../../workers/text/expander.ts';
import { nextToken } from '../../../../workers/text/next-token.ts';

const PLACE = resolve(import.meta.dirname, '../../../fixtures/expander');
const FOLDER = nodeFolder(PLACE);
const runtime = createRuntime({ loaded: loadOrtForNode(1), clock: () => performance.now() });
const watch = { signal: new AbortController().signal, onToken: () => undefined };

interface Reference {
  readonly prompt: string;
  readonly logits: readonly number[];
  readonly greedyIds: readonly number[];
  readonly greedyText: string;
}

function withFile(path: string, text: string | undefined): ModelFolder {
  return {
    label: 'changed',
    open: (name) => {
      if (name !== path) return FOLDER.open(name);
      return Promise.resolve(text === undefined ? undefined : memorySource(new TextEncoder().encode(text)));
    },
  };
}

describe('openExpander', () => {
  let reference: Reference;
  let expander: Expander;

  beforeAll(async () => {
    reference = JSON.parse(await readFile(resolve(PLACE, 'reference.json'), 'utf8')) as Reference;
    expander = await openExpander(FOLDER, runtime);
  });

  afterAll(() => expander.release());

  it('goes on as transformers does where the likeliest token is taken', async () => {
    const counts: number[] = [];
    const order = { text: reference.prompt, seed: 1, tokens: 12, most: 1, temperature: 1 };
    const { text, ended } = await expander.continue(order, {
      ...watch,
      onToken: (count) => counts.push(count),
    });
    expect(text).toBe(reference.greedyText);
    expect(ended).toBe(false);
    expect(counts).toEqual(reference.greedyIds.map((_, i) => i + 1));
  });

  it('is decided by the seed', async () => {
    const texts: string[] = [];
    for (const seed of [1, 1, 2, 3]) {
      const order = { text: 'a cat', seed, tokens: 6, most: 40, temperature: 1 };
      texts.push((await expander.continue(order, watch)).text);
    }
    expect(texts[0]).toBe(texts[1]);
    expect(new Set(texts).size).toBe(3);
  });

  it('begins where nothing is written, and stops when it is told', async () => {
    const order = { text: '', seed: 1, tokens: 3, most: 5, temperature: 1 };
    expect((await expander.continue(order, watch)).text).not.toBe('');
    await expect(expander.continue(order, { ...watch, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it.each([
    ['tokenizer.json', undefined, 'file-missing'],
    ['tokenizer.json', '{}', 'bad-tokenizer'],
    ['model.onnx', undefined, 'file-missing'],
  ])('refuses a folder with another %s (%s)', async (path, text, code) => {
    await expect(openExpander(withFile(path, text), runtime)).rejects.toMatchObject({ code });
  });
});

describe('nextToken', () => {
  const scores = Float32Array.of(0, Math.log(2), -50, Math.log(5));

  it.each([
    [0, 3],
    [0.62, 3],
    [0.63, 1],
    [0.87, 1],
    [0.88, 0],
    [0.9999, 0],
  ])('takes the token whose share holds %d', (chance, token) => {
    expect(nextToken(scores, { most: 3, temperature: 1, chance })).toBe(token);
  });

  it('leaves the unlikely ones out, and sharpens', () => {
    expect(nextToken(scores, { most: 1, temperature: 1, chance: 0.99 })).toBe(3);
    expect(nextToken(scores, { most: 4, temperature: 0.1, chance: 0.99 })).toBe(3);
  });
});
