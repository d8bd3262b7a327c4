/*
 * The names and shapes of Stable Diffusion 1.5. The pairs of names are what diffusers' converters make of the original's
 * (tools/fixtures/checkpoints.py).
 */
import { describe, expect, it } from 'vitest';
import { componentState, inferConfigs, leftOver, recognise } from '../../../core/checkpoints/index.ts';
import type { CheckpointComponent, FileHeader } from '../../../core/checkpoints/index.ts';
import { standardConfigs } from '../../../core/checkpoints/index.ts';
import {
  authorControlHint,
  authorControlNet,
  authorTextEncoder,
  authorUNet,
  authorVaeDecoder,
  authorVaeEncoder,
  parseAutoencoderKLConfig,
  parseClipTextConfig,
  parseControlNetConfig,
  parseUNetConfig,
} from '../../../core/models/index.ts';
import type { AuthoredModel } from '../../../core/models/index.ts';
import { SD15_CLIP, SD15_CONTROLNET, SD15_UNET, SD15_VAE } from '../models/configs.ts';
import { headerOf, readJson, stateOf } from './states.ts';
import type { AllNamePairs, Shape } from './states.ts';

const pairs = (await readJson('sd15-names.json')) as AllNamePairs;
const COMPONENTS = ['unet', 'controlnet', 'vae', 'text_encoder'] as const;
const IN_CHECKPOINT = ['unet', 'vae', 'text_encoder'] as const;
const FILE = 'config.json';
const SIZE = { policy: 'f32', batch: 1, height: 8, width: 8 } as const;
const DENOISER = { ...SIZE, sequenceLength: 77 };

const AUTHORS: Record<CheckpointComponent, (json: unknown) => AuthoredModel[]> = {
  unet: (json) => [authorUNet(parseUNetConfig(json, FILE), { ...DENOISER, control: true })],
  controlnet: (json) => {
    const config = parseControlNetConfig(json, FILE);
    return [authorControlNet(config, DENOISER), authorControlHint(config, SIZE)];
  },
  vae: (json) => {
    const config = parseAutoencoderKLConfig(json, FILE);
    return [authorVaeEncoder(config, SIZE), authorVaeDecoder(config, SIZE)];
  },
  text_encoder: (json) => [authorTextEncoder(parseClipTextConfig(json, FILE), DENOISER)],
};

function asked(component: CheckpointComponent, json: unknown): Map<string, Shape> {
  const weights = AUTHORS[component](json).flatMap((model) => model.weights);
  return new Map(weights.map(({ tensor, shape }) => [tensor, shape]));
}

/** Names as the original has them, behind another prefix if wanted. */
function original(component: CheckpointComponent, rename = (name: string): string => name): FileHeader {
  return headerOf(
    Object.fromEntries(Object.entries(pairs[component]).map(([name, [, shape]]) => [rename(name), shape])),
  );
}

function inDiffusers(component: CheckpointComponent, rename = (name: string): string => name): FileHeader {
  return headerOf(
    Object.fromEntries(Object.values(pairs[component]).map(([name, , shape]) => [rename(name), shape])),
  );
}

function given(header: FileHeader, component: CheckpointComponent): Map<string, Shape> {
  const state = componentState(stateOf(header), recognise(header), component);
  return new Map(state.names().map((name) => [name, state.shapeOf(name) ?? []]));
}

const checkpoint = headerOf(
  Object.fromEntries(
    IN_CHECKPOINT.flatMap((component) =>
      [...original(component).entries].map(([name, { shape }]) => [name, shape]),
    ),
  ),
);

const SD15 = { unet: SD15_UNET, controlnet: SD15_CONTROLNET, vae: SD15_VAE, text_encoder: SD15_CLIP };
const WITHOUT_PREFIX =
  /^(?:model\.diffusion_model|first_stage_model|cond_stage_model\.transformer|control_model)\./;

describe('a single file of Stable Diffusion 1.5', () => {
  it('has the tensors of three networks, none left over', () => {
    const recognised = recognise(checkpoint);
    expect(recognised).toMatchObject({ kind: 'checkpoint' });
    expect(checkpoint.entries.size).toBe(686 + 248 + 196);
    expect(leftOver(stateOf(checkpoint), recognised)).toEqual([]);
  });

  it.each(IN_CHECKPOINT)('gives the %s as diffusers converts it', (component) => {
    const expected = new Map(Object.values(pairs[component]).map(([name, , shape]) => [name, shape]));
    expect(given(checkpoint, component)).toEqual(expected);
  });

  it('has no ControlNet', () => {
    expect(() => given(checkpoint, 'controlnet')).toThrow(
      expect.objectContaining({ code: 'unsupported-model', message: 'The file has no controlnet.' }),
    );
  });
});

describe.each(COMPONENTS)('%s', (component) => {
  it.each([
    ['of the original', original(component)],
    ['of the original without its prefix', original(component, (name) => name.replace(WITHOUT_PREFIX, ''))],
    ['of diffusers', inDiffusers(component)],
    ['of diffusers behind its name', inDiffusers(component, (name) => `${component}.${name}`)],
  ])('has exactly the tensors that our graphs ask for, under the names %s', (_, header) => {
    expect(recognise(header)).toMatchObject({ kind: component });
    expect(given(header, component)).toEqual(asked(component, SD15[component]));
  });

  it('has the standard config', () => {
    expect(asked(component, standardConfigs[component])).toEqual(asked(component, SD15[component]));
  });

  it('has a config that its shapes tell', () => {
    const header = original(component);
    const json = inferConfigs(stateOf(header), recognise(header))[component];
    const parse = {
      unet: parseUNetConfig,
      controlnet: parseControlNetConfig,
      vae: parseAutoencoderKLConfig,
      text_encoder: parseClipTextConfig,
    }[component];
    expect({ ...parse(SD15[component], FILE), ...parse(json, FILE) }).toEqual(parse(SD15[component], FILE));
  });
});

describe('text encoders of other spellings', () => {
  it.each(['cond_stage_model.transformer.', 'cond_stage_model.', ''])(
    'are read without text_model. behind "%s"',
    (prefix) => {
      const header = inDiffusers('text_encoder', (name) => name.replace(/^text_model\./, prefix));
      expect(given(header, 'text_encoder')).toEqual(asked('text_encoder', SD15_CLIP));
    },
  );
});

describe('autoencoders of diffusers before 0.18', () => {
  const OLD = { to_q: 'query', to_k: 'key', to_v: 'value', 'to_out.0': 'proj_attn' };

  it('are read by their new names', () => {
    const header = inDiffusers('vae', (name) =>
      Object.entries(OLD).reduce((text, [now, old]) => text.replace(`.0.${now}.`, `.0.${old}.`), name),
    );
    expect([...header.entries.keys()]).toContain('decoder.mid_block.attentions.0.proj_attn.weight');
    expect(given(header, 'vae')).toEqual(asked('vae', SD15_VAE));
  });
});
