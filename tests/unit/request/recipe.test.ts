/* How pictures of this page, of A1111 and of ComfyUI were made, read from files as those programs write them. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readPngTexts } from '../../../core/png/index.ts';
import { presetPose } from '../../../core/pose/index.ts';
import {
  noRecipe,
  parseGenerateRequest,
  pictureTexts,
  type Recipe,
  recipeFrom,
  PICTURE_FIELDS,
} from '../../../core/request/index.ts';
import { inEnglish } from '../../doubles/in-english.ts';
import { english } from '../../../core/words/index.ts';

async function recipeIn(name: string): Promise<Recipe | undefined> {
  const url = new URL(`../../fixtures/recipes/${name}.png`, import.meta.url);
  return recipeFrom(readPngTexts(await readFile(url)));
}

describe('our own pictures', () => {
  const pose = presetPose('waving', { width: 512, height: 512 });
  const request = {
    ...parseGenerateRequest({
      ...{ prompt: 'a (dancer:1.2), <3', negativePrompt: 'fog', seed: 12, width: 512, height: 512, steps: 9 },
      ...{ guidance: 3.5, sampler: 'uni_pc', scheduler: 'beta', controlStrength: 0.7, controlEnd: 0.5 },
      ...{ clipSkip: 2, samples: 3, noise: 'gpu', controlMode: 'prompt' },
      template: { prompt: 'a (__person__:1.2), <3', negativePrompt: 'fog' },
      control: { kind: 'pose', pose },
    }),
    seed: 12,
  };

  it('give back everything that they were made from', () => {
    const texts = pictureTexts(request, 'sd15', {
      controlNet: 'openpose',
      loras: [{ id: 'ink', weight: 0.4 }],
    });
    const recipe = recipeFrom(texts);
    const settings = v.parse(v.object(PICTURE_FIELDS), request);
    expect(settings.template?.prompt).toContain('__person__');
    expect(recipe).toMatchObject({
      ...{ software: 'armature', settings, model: 'sd15', controlNet: 'openpose', notes: [] },
      loras: [{ id: 'ink', weight: 0.4 }],
    });
    expect(recipe?.pose?.people).toEqual(pose.people);
  });

  it('tell no sampler where a service chose its own, and are still read where a field is damaged', () => {
    const texts = pictureTexts(request, 'x', {}, { elsewhere: { ownSampling: true } });
    expect(recipeFrom(texts)?.settings.sampler).toBeUndefined();
    const record = { ...(JSON.parse(texts['armature'] ?? '') as object), steps: -4, pose: 'gone' };
    const recipe = recipeFrom({ armature: JSON.stringify(record) });
    expect(recipe?.settings).toMatchObject({ seed: 12 });
    expect(recipe?.settings.steps).toBeUndefined();
    expect(inEnglish(recipe?.notes)).toEqual([
      expect.stringContaining('number of steps'),
      'Its pose is damaged.',
    ]);
    const weights = '"loras":[{"id":"ink","weight":1e999}],"strength":1e999';
    const endless = recipeFrom({ armature: `{"seed":12,${weights}}` });
    expect(endless).toMatchObject({ settings: { seed: 12 }, loras: [] });
    expect(endless?.strength).toBeUndefined();
  });

  it('are read by the line for A1111 alike, as far as that goes', () => {
    const { parameters = '' } = pictureTexts(request, 'sd15', { loras: [{ id: 'ink', weight: 0.4 }] });
    const { seed, steps, guidance, width, clipSkip, noise, controlStrength, controlEnd, controlMode } =
      request;
    expect(recipeFrom({ parameters })).toMatchObject({
      settings: {
        ...{ prompt: request.prompt, negativePrompt: 'fog', sampler: 'uni_pc', scheduler: 'beta' },
        ...{ seed, steps, guidance, width, clipSkip, noise, controlStrength, controlEnd, controlMode },
      },
      loras: [{ id: 'ink', weight: 0.4 }],
      model: 'sd15',
      notes: [],
    });
  });
});

describe('pictures of A1111', () => {
  it('give prompts without LoRAs, settings, and the ControlNet', async () => {
    expect(await recipeIn('a1111-new')).toEqual({
      software: 'a1111',
      settings: {
        prompt: 'a (red:1.2) dancer in the rain, sharp\nsecond line',
        negativePrompt: 'blurry, "bad" hands',
        ...{ steps: 28, sampler: 'dpmpp_2m_sde', scheduler: 'karras', guidance: 6.5, seed: 1234567890 },
        ...{ width: 512, height: 768, clipSkip: 2, noise: 'cpu' },
        ...{ controlStrength: 0.8, controlStart: 0.1, controlEnd: 0.75, controlMode: 'control' },
      },
      loras: [{ id: 'film-grain', weight: 0.6 }],
      model: 'v1-5-pruned-emaonly',
      notes: [],
    });
  });

  it('of versions before 1.9 have the schedule in the name of the sampler; a second pass is told', async () => {
    const recipe = await recipeIn('a1111-old');
    expect(recipe).toMatchObject({ settings: { sampler: 'dpmpp_2m', scheduler: 'karras', noise: 'gpu' } });
    expect(recipe?.strength).toBeUndefined();
    expect(inEnglish(recipe?.notes)).toEqual([
      'Not taken over: Hires upscale 2, Hires steps 10, Hires upscaler Latent, ENSD 31337.',
    ]);
  });

  it('lose what cannot be used here, and that is told', async () => {
    const recipe = await recipeIn('a1111-strange');
    expect(recipe?.settings).toEqual({
      ...{ prompt: 'a house', negativePrompt: '', guidance: 7, seed: 1, height: 512, noise: 'gpu' },
    });
    expect(recipe?.notes.map(english).join(' ')).toMatch(
      /Restart.*width.*500.*steps.*250|Restart.*steps.*250.*width.*500/,
    );
  });

  it('with an automatic schedule have the one of their sampler', () => {
    const line = (sampler: string): string =>
      `x\nSteps: 5, Sampler: ${sampler}, Schedule type: Automatic, CFG scale: 7, Seed: 1, Size: 64x64`;
    const scheduler = (sampler: string) => recipeFrom({ parameters: line(sampler) })?.settings.scheduler;
    expect([scheduler('Euler a'), scheduler('DPM++ 2M'), scheduler('DPM++ 3M SDE')]).toEqual([
      'normal',
      'karras',
      'exponential',
    ]);
  });
});

it.each([
  ['an endless weight', `<lora:ink:${'1'.repeat(1_000_000)}`],
  ['tags without an end', '<lora:ink:1'.repeat(300_000)],
])('pictures of A1111 are read to their end where a prompt is %s', (_, prompt) => {
  const recipe = recipeFrom({ parameters: `<lora:oil:0.5:x> ${prompt}\nSteps: 9, CFG scale: 7, Seed: 3` });
  expect(recipe).toMatchObject({ settings: { steps: 9 }, loras: [{ id: 'oil', weight: 0.5 }] });
});

describe('pictures of ComfyUI', () => {
  it('are walked from what saves them to model, prompts, LoRAs and ControlNet', async () => {
    expect(await recipeIn('comfyui-default')).toEqual({
      software: 'comfyui',
      settings: {
        ...{ prompt: 'a castle, ünïcode', negativePrompt: 'watermark', clipSkip: 2 },
        ...{ steps: 20, guidance: 8, seed: 156680208700286, sampler: 'dpmpp_2m', scheduler: 'karras' },
        ...{ width: 512, height: 768, samples: 2, noise: 'cpu' },
        ...{ controlStrength: 0.9, controlStart: 0, controlEnd: 0.6 },
      },
      model: 'v1-5-pruned-emaonly',
      controlNet: 'control_v11p_sd15_openpose',
      loras: [
        { id: 'detail', weight: 0.5 },
        { id: 'grain', weight: -0.25 },
      ],
      notes: [],
    });
  });

  it('that were sampled twice give the first time, and tell what is left out', async () => {
    const recipe = await recipeIn('comfyui-two-passes');
    expect(recipe).toMatchObject({
      settings: { prompt: 'a fox', negativePrompt: '', steps: 12, guidance: 1.5, seed: 5, sampler: 'lcm' },
      model: 'a',
    });
    const notes = recipe?.notes.map(english).join(' ') ?? '';
    for (const word of ['more than once', 'FreeU_V2', 'kl_optimal']) expect(notes).toContain(word);
  });

  it('are read from the canvas where the graph that ran is missing', async () => {
    expect(await recipeIn('comfyui-canvas')).toMatchObject({
      settings: {
        ...{ prompt: 'a boat', negativePrompt: 'fog', seed: 77, steps: 25, guidance: 5.5 },
        ...{ sampler: 'euler_ancestral', scheduler: 'exponential' },
      },
      ...{ model: 'base', strength: 0.65 },
    });
  });

  it('are read from the sampler also where a preview of the skeleton or another node comes first', () => {
    const graph = {
      3: { class_type: 'KSampler', inputs: { steps: 9, latent_image: ['5', 0] } },
      5: { class_type: 'EmptyLatentImage', inputs: { width: 512, height: 768, batch_size: 1 } },
      8: { class_type: 'VAEDecode', inputs: { samples: ['3', 0] } },
      11: { class_type: 'LoadImage', inputs: { image: 'skeleton.png' } },
      12: { class_type: 'PreviewImage', inputs: { images: ['11', 0] } },
      13: { class_type: 'SaveImage', inputs: { images: ['11', 0] } },
    };
    const saved = { ...graph, 17: { class_type: 'SaveImage', inputs: { images: ['8', 0] } } };
    const shown = { ...graph, 17: { class_type: 'PreviewImage', inputs: { images: ['8', 0] } } };
    const unknown = { ...graph, 17: { class_type: 'Unheard', inputs: { images: ['8', 0] } } };
    for (const each of [saved, shown, unknown]) {
      const recipe = recipeFrom({ prompt: JSON.stringify(each) });
      expect(recipe?.settings).toMatchObject({ steps: 9, width: 512, height: 768 });
    }
  });

  it('give the settings that other nodes hold for the sampler', () => {
    const parts = {
      1: { class_type: 'UNETLoader', inputs: { unet_name: 'base.safetensors' } },
      2: { class_type: 'CLIPTextEncode', inputs: { text: 'a boat' } },
      3: { class_type: 'CLIPTextEncode', inputs: { text: 'fog' } },
      4: { class_type: 'RandomNoise', inputs: { noise_seed: 77 } },
      5: { class_type: 'KSamplerSelect', inputs: { sampler_name: 'dpmpp_2m' } },
      6: { class_type: 'BasicScheduler', inputs: { scheduler: 'karras', steps: 25, denoise: 1 } },
      7: {
        class_type: 'CFGGuider',
        inputs: { model: ['1', 0], positive: ['2', 0], negative: ['3', 0], cfg: 5.5 },
      },
      8: { class_type: 'EmptyLatentImage', inputs: { width: 512, height: 768, batch_size: 1 } },
    };
    const shared = { sampler: ['5', 0], sigmas: ['6', 0], latent_image: ['8', 0] };
    const advanced = {
      ...parts,
      9: { class_type: 'SamplerCustomAdvanced', inputs: { ...shared, noise: ['4', 0], guider: ['7', 0] } },
    };
    const custom = {
      ...parts,
      9: {
        class_type: 'SamplerCustom',
        inputs: { ...shared, ...parts[7].inputs, noise_seed: 77 },
      },
    };
    for (const graph of [advanced, custom]) {
      expect(recipeFrom({ prompt: JSON.stringify(graph) })).toMatchObject({
        settings: {
          ...{ prompt: 'a boat', negativePrompt: 'fog', seed: 77, steps: 25, guidance: 5.5 },
          ...{ sampler: 'dpmpp_2m', scheduler: 'karras', width: 512, height: 768 },
        },
        ...{ model: 'base', notes: [] },
      });
    }
    const plain = {
      ...advanced,
      6: { class_type: 'SplitSigmas', inputs: {} },
      7: { class_type: 'BasicGuider', inputs: { model: ['1', 0], conditioning: ['2', 0] } },
    };
    const recipe = recipeFrom({ prompt: JSON.stringify(plain) });
    expect(recipe?.settings).toMatchObject({ prompt: 'a boat', negativePrompt: '', guidance: 1 });
    expect(recipe?.notes.map(english)).toEqual([
      'The node SplitSigmas changes the sampling and is not taken over.',
    ]);
  });

  it('are read where Python wrote what is no number, and keep such words in their prompts', () => {
    const prompt = '"[NaN, -Infinity], \\ NaN"';
    const graph = {
      1: { class_type: 'KSampler', inputs: { steps: 9, cfg: 'CFG', positive: ['2', 0] } },
      2: { class_type: 'CLIPTextEncode', inputs: { text: prompt } },
    };
    for (const word of ['NaN', '-Infinity', 'Infinity', '7']) {
      const recipe = recipeFrom({ prompt: JSON.stringify(graph, null, 2).replace('"CFG"', word) });
      expect(recipe?.settings).toMatchObject({ steps: 9, prompt });
      expect(recipe?.settings.guidance).toBe(word === '7' ? 7 : undefined);
    }
  });

  it.each([
    ['white space', `{${' '.repeat(1_000_000)}}`],
    ['white space that is no JSON', `{${' '.repeat(1_000_000)}`],
    ['escaped quotes', `{"${'\\"'.repeat(1_000_000)}`],
    ['signs', '-'.repeat(1_000_000)],
  ])('are read to their end where a graph is all %s', (_, text) => {
    expect(recipeFrom({ prompt: text, workflow: text })).toBeUndefined();
  });

  it('say whether a graph could not be read or nothing is told', () => {
    expect(english(noRecipe({ workflow: '{}' }))).toContain('could not be read');
    expect(english(noRecipe({}))).toBe('It does not tell how it was made.');
  });

  it('with a graph that goes in circles or has no sampler give nothing, and end', () => {
    const circle = {
      1: { class_type: 'KSampler', inputs: { latent_image: ['2', 0], positive: ['3', 0], model: ['3', 0] } },
      2: { class_type: 'LatentUpscale', inputs: { samples: ['1', 0] } },
      3: { class_type: 'Loop', inputs: { conditioning: ['3', 0], model: ['3', 0], text: ['3', 0] } },
    };
    expect(recipeFrom({ prompt: JSON.stringify(circle) })?.settings).toEqual({ noise: 'cpu' });
    expect(recipeFrom({ prompt: '{"1": {"class_type": "Note", "inputs": {}}}' })).toBeUndefined();
    expect(recipeFrom({ prompt: 'a plain text', parameters: 'no settings' })).toBeUndefined();
  });
});
