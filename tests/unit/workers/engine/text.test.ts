/*
 * Prompts to states, against transformers' text encoder.
 */
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { REQUEST_LIMITS } from '../../../../core/request/index.ts';
import type { StateDict } from '../../../../core/weights/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import { type Model, openModel } from '../../../../workers/engine/model.ts';
import { type PlannedRequest, planPicture } from '../../../../workers/engine/plan.ts';
import { createSessionPool, type SessionPool } from '../../../../workers/engine/sessions.ts';
import { encodeText, promptAlone, tokenizePrompts } from '../../../../workers/engine/stages/text.ts';
import { createRuntime, type CpuTensor } from '../../../../workers/runtime/index.ts';
import { loadOrtForNode } from '../../../../workers/runtime/ort-node.ts';
import { readCases, readStates } from '../../prompt/cases.ts';

const PIPELINE = nodeFolder(resolve(import.meta.dirname, '../../../fixtures/models/pipeline'));
const REQUEST: PlannedRequest & { readonly prompt: string; readonly negativePrompt: string } = {
  ...{ prompt: '', negativePrompt: '', width: 64, height: 64, guidance: 5, guidanceEnd: 1, clipSkip: 1 },
  ...{ controlStrength: 1, control: { kind: 'pose' } },
};

const { states: cases, tokenized, length } = await readCases();

describe('the text stage', () => {
  let model: Model;
  let sessions: SessionPool;
  let expected: StateDict;

  beforeAll(async () => {
    model = await openModel({ model: PIPELINE, policy: 'f32' });
    const clock = (): number => performance.now();
    sessions = createSessionPool(createRuntime({ loaded: loadOrtForNode(1), clock }), 'keep');
    expected = await readStates();
    return () => sessions.releaseAll();
  });

  async function encode(change: Partial<typeof REQUEST>): Promise<CpuTensor> {
    const request = { ...REQUEST, ...change };
    const tokens = tokenizePrompts(model, request);
    const { text: order } = planPicture(model, request, tokens);
    return (await encodeText(sessions, { order, tokens, signal: undefined })).states;
  }

  it('cuts prompts into the chunks of the reference', () => {
    for (const { prompt, chunks } of tokenized) {
      const encoded = model.tokenizer.encode(prompt, length).chunks;
      expect(
        encoded.map(({ ids }) => [...ids]),
        prompt,
      ).toEqual(chunks.map(({ ids }) => ids));
      const weights = chunks.map((chunk) => [...Float32Array.from(chunk.weights)]);
      expect(
        encoded.map((chunk) => [...chunk.weights]),
        prompt,
      ).toEqual(weights);
    }
  });

  it.each(cases.map((one) => [one.name, one] as const))(
    "gives transformers' states: %s",
    async (name, one) => {
      const { shape, data } = await encode(one);
      const reference = await expected.floats(name);
      expect(shape).toEqual([2, reference.length / 2 / 32, 32]);
      const errors = reference.map((value, i) => Math.abs(value - (data[i] ?? Number.NaN)));
      expect(Math.max(...errors)).toBeLessThan(1e-4);
    },
  );

  it('changes nothing bit for bit where all weights are 1', async () => {
    const prompt = 'a person in a blue coat';
    expect((await encode({ prompt: 'a (person:1.0) in a blue coat' })).data).toEqual(
      (await encode({ prompt })).data,
    );
    expect((await encode({ prompt: 'a (person:1.1) in a blue coat' })).data).not.toEqual(
      (await encode({ prompt })).data,
    );
  });

  it('encodes the prompt alone where there is no guidance, and as with guidance where there was', async () => {
    const prompts = { prompt: 'a dancer', negativePrompt: 'blurry' };
    const alone = await encode({ ...prompts, guidance: 1 });
    expect(alone.shape).toEqual([1, length, 32]);
    const states = promptAlone({ states: await encode(prompts) });
    expect(states).toEqual(alone);
  });

  it.each(['prompt', 'negativePrompt'] as const)('names %s when it is too long', async (field) => {
    const { max } = REQUEST_LIMITS.promptChunks;
    const fits = Array(max * (length - 2))
      .fill('a')
      .join(' ');
    expect((await encode({ [field]: fits })).shape).toEqual([2, max * length, 32]);
    expect(() => tokenizePrompts(model, { ...REQUEST, [field]: `${fits} a` })).toThrow(
      `${field}: its ${max * (length - 2) + 1} tokens take ${max + 1} chunks of up to ${length - 2}; ${max} chunks are the most.`,
    );
  });

  it('names the layers that there are when more are to be skipped', () => {
    const { num_hidden_layers: layers } = model.textEncoder.config;
    expect(() => planPicture(model, { ...REQUEST, clipSkip: layers + 1 })).toThrow(
      `clipSkip: ${layers + 1} is too much for this model, whose text encoder has ${layers} layers.`,
    );
  });
});
