/*
 * Files of weights and what lies beside them: headers, names of layers, LoRAs, configs, manifests.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  componentState,
  inferConfigs,
  leftOver,
  loraReport,
  mergeLoras,
  recognise,
  recogniseBytes,
  type FileHeader,
} from '../../../core/checkpoints/index.ts';
import { addressOf, identityOf, knownBytes, parseManifest } from '../../../core/manifest/index.ts';
import {
  parseAutoencoderKLConfig,
  parseAutoencoderTinyConfig,
  parseClipTextConfig,
  parseControlNetConfig,
  parseKeypointHourglassConfig,
  parseSafetyCheckerConfig,
  parseSrvggCompactConfig,
  parseUNetConfig,
} from '../../../core/models/index.ts';
import {
  memorySource,
  openSafetensors,
  type SafetensorsFile,
  stateDictOf,
} from '../../../core/weights/index.ts';
import { nearValidText } from '../inputs/documents.ts';
import { nastyText } from '../inputs/nasty.ts';
import { fileOf, headerOf, type PlainTensor, safetensorsFile } from '../inputs/safetensors.ts';
import { attempt, ensure, ensureFinite, fuzzTarget, type Outcome } from '../target.ts';

const LAYER = 'down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q';
const FLAT = LAYER.replaceAll('.', '_');
/** The network that LoRAs are tried on: two layers. */
const BASE: readonly PlainTensor[] = [
  { name: `${LAYER}.weight`, dtype: 'F32', shape: [4, 4] },
  { name: 'conv_in.weight', dtype: 'F32', shape: [4, 2, 3, 3] },
];
const STEMS = [
  `lora_unet_${FLAT}`,
  `unet.${LAYER}`,
  LAYER,
  'lora_te_text_model_encoder_layers_0_mlp_fc1',
  'lora_unet_conv_in',
  `base_model.model.${LAYER}`,
];
const ENDINGS = [
  ...[
    '.lora_down.weight',
    '.lora_up.weight',
    '.alpha',
    '.lora_A.weight',
    '.lora_B.weight',
    '.lora_A.default.weight',
  ],
  ...[
    '.lora_B.default.weight',
    '.lora.down.weight',
    '.lora.up.weight',
    '_lora.down.weight',
    '.hada_w1_a',
    '.lokr_w1',
  ],
  ...['.dora_scale', '.diff', '.lora_mid.weight', '.processor.to_q_lora.down.weight'],
];
const MARKS = [
  ...[
    'model.diffusion_model.input_blocks.0.0.weight',
    'model.diffusion_model.out.2.weight',
    'conv_in.weight',
    'conv_out.weight',
  ],
  ...[
    'time_embedding.linear_1.weight',
    'controlnet_cond_embedding.conv_in.weight',
    'input_hint_block.0.weight',
  ],
  ...[
    'first_stage_model.decoder.conv_in.weight',
    'decoder.mid.block_1.conv1.weight',
    'decoder.conv_in.weight',
  ],
  ...['decoder.mid_block.resnets.0.conv1.weight', 'text_model.embeddings.token_embedding.weight'],
  ...['cond_stage_model.transformer.text_model.embeddings.token_embedding.weight', 'decoder.layers.0.weight'],
  ...[
    'input_blocks.1.0.in_layers.2.weight',
    'down_blocks.0.resnets.0.conv1.weight',
    'up_blocks.999999.attentions.1.x',
  ],
  ...[
    'middle_block.1.transformer_blocks.0.attn2.to_k.weight',
    'double_blocks.0.x',
    'decoder.up_blocks.3.resnets.0.conv1.weight',
  ],
];

const loraPair = (stem: string, alpha: number): PlainTensor[] => [
  { name: `${stem}.lora_down.weight`, dtype: 'F16', shape: [2, 4] },
  { name: `${stem}.lora_up.weight`, dtype: 'F16', shape: [4, 2] },
  { name: `${stem}.alpha`, dtype: 'F32', shape: alpha > 0 ? [] : [0] },
];
const NOTES = {
  lora_adapter_metadata: JSON.stringify({
    'unet.lora_alpha': 8,
    'unet.alpha_pattern': { to_q: 4 },
    'unet.use_rslora': true,
  }),
};
const HEADERS: readonly object[] = [
  headerOf(BASE, { format: 'pt' }),
  headerOf(loraPair(`lora_unet_${FLAT}`, 1), NOTES),
  headerOf([...loraPair(`unet.${LAYER}`, 0), ...loraPair('lora_te_text_model_encoder_layers_0_mlp_fc1', 1)]),
  headerOf([{ name: 'decoder.layers.0.weight', dtype: 'BF16', shape: [4, 4, 3, 3] }], {
    format: 'armature-packed-1',
  }),
  headerOf(MARKS.slice(0, 8).map((name) => ({ name, dtype: 'F32', shape: [2, 2] }))),
];

async function opened(bytes: Uint8Array): Promise<SafetensorsFile | undefined> {
  const file = await attempt(() => openSafetensors(memorySource(bytes), 'model.safetensors'));
  if ('refusal' in file) return undefined;
  let covered = 0;
  for (const { name, offset, byteLength } of file.value.entries.values()) {
    covered += byteLength;
    ensure(offset >= 8 && offset + byteLength <= bytes.length, `${name} lies outside of the file`);
    ensure((await file.value.read(name)).length === byteLength, `${name} is read in part`);
  }
  ensure(covered <= bytes.length, 'the tensors are larger than the file');
  return file.value;
}

async function tryFile(bytes: Uint8Array): Promise<Outcome> {
  await attempt(() => recogniseBytes(bytes.subarray(0, 32), 'model.safetensors'));
  const file = await opened(bytes);
  if (!file) return 'refused';
  await tryUse(file);
  return 'accepted';
}

const BASE_FILE = openSafetensors(
  memorySource(fileOf(JSON.stringify(headerOf(BASE)), 4 * (16 + 72))),
  'base',
);

/** All that the page does with a file that was opened. */
async function tryUse(file: SafetensorsFile): Promise<void> {
  const recognised = checkRecognised(file);
  const state = stateDictOf(file);
  if (recognised.kind === 'refused' || recognised.kind === 'packed') return;
  leftOver(state, recognised);
  if (recognised.kind !== 'lora') {
    for (const { component } of recognised.places) componentState(state, recognised, component);
    const configs = inferConfigs(state, recognised);
    ensureFinite(configs, 'configs');
    return;
  }
  const base = stateDictOf(await BASE_FILE);
  await attempt(() => loraReport({ unet: base }, state));
  const loras = [{ state, weight: 0.5, metadata: file.metadata }];
  await attempt(async () => {
    const merged = mergeLoras(base, 'unet', loras);
    for (const name of merged.names()) {
      const values = await merged.floats(name);
      ensure(
        values.every((value) => Number.isFinite(value)),
        `${name} is not finite after merging`,
      );
    }
  });
}

function checkRecognised(header: FileHeader): ReturnType<typeof recognise> {
  const recognised = recognise(header);
  if (recognised.kind === 'refused') {
    const { message, next = '' } = recognised.failure;
    ensure(message.length + next.length < 1000, `the refusal is ${message.length} characters long`);
  }
  return recognised;
}

const tensorName: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...STEMS), fc.constantFrom(...ENDINGS))
      .map(([stem, ending]) => stem + ending),
  },
  { weight: 3, arbitrary: fc.constantFrom(...MARKS) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('', ...STEMS), nastyText).map(([stem, text]) => stem + text),
  },
);
const side = fc.constantFrom(0, 1, 2, 3, 4, 4, 16, 768, 1024, 1280, 2 ** 31, 2 ** 53 - 1);
const looseHeader: fc.Arbitrary<FileHeader> = fc
  .tuple(
    fc.array(fc.tuple(tensorName, fc.array(side, { maxLength: 5 })), { maxLength: 12 }),
    fc.constantFrom({}, NOTES, { format: 'armature-packed-1' }),
  )
  .map(([tensors, metadata]) => ({
    entries: new Map(tensors.map(([name, shape]) => [name, { shape }])),
    metadata,
  }));

/** Names and shapes alone, without a file that could hold them. */
function tryNames(header: FileHeader): Outcome {
  const recognised = checkRecognised(header);
  if (recognised.kind === 'refused') return 'refused';
  const state = {
    names: () => [...header.entries.keys()],
    shapeOf: (name: string) => header.entries.get(name)?.shape,
    floats: () => Promise.reject(new Error('nothing is read here')),
  };
  leftOver(state, recognised);
  ensureFinite(inferConfigs(state, recognised), 'configs');
  return 'accepted';
}

const MODELS = join(import.meta.dirname, '../../fixtures/models');
const PARSERS = {
  'autoencoder-kl': parseAutoencoderKLConfig,
  'autoencoder-tiny': parseAutoencoderTinyConfig,
  'clip-text': parseClipTextConfig,
  controlnet: parseControlNetConfig,
  'keypoint-hourglass': parseKeypointHourglassConfig,
  'safety-checker': parseSafetyCheckerConfig,
  'srvgg-compact': parseSrvggCompactConfig,
  unet: parseUNetConfig,
} as const;
const PARSER_NAMES = Object.keys(PARSERS) as (keyof typeof PARSERS)[];

const configInput = fc
  .constantFrom(
    ...readdirSync(MODELS).flatMap((folder) => {
      const name = PARSER_NAMES.find((candidate) => folder.startsWith(candidate));
      return name
        ? [{ name, json: JSON.parse(readFileSync(join(MODELS, folder, 'config.json'), 'utf8')) as unknown }]
        : [];
    }),
  )
  .chain(({ name, json }) => nearValidText([json]).map((text) => ({ name, text })));

async function tryConfig({ name, text }: { name: keyof typeof PARSERS; text: string }): Promise<Outcome> {
  const json = parsed(text);
  const config = await attempt(() => PARSERS[name](json, `${name}/config.json`));
  if ('refusal' in config) return 'refused';
  ensureFinite(config.value, name);
  return 'accepted';
}

/** What `JSON.parse` makes of a text; nothing of what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const WHOLE = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../models-manifest.json'), 'utf8'),
) as Record<string, readonly { readonly id: string; readonly files: readonly unknown[] }[]>;
const shortened = (list: readonly { readonly files: readonly unknown[] }[] = []): unknown[] =>
  list.slice(0, 3).map((entry) => ({ ...entry, files: entry.files.slice(0, 3) }));
const MANIFESTS = [
  {
    ...WHOLE,
    models: shortened(WHOLE['models']),
    addons: shortened(WHOLE['addons']),
    detectors: WHOLE['detectors'],
  },
  { ...WHOLE, models: shortened(WHOLE['models']).slice(0, 1), addons: [], detectors: [] },
];
const PLACES = { page: 'https://page.example/app/', hub: 'https://hub.example/' };

async function tryManifest(text: string): Promise<Outcome> {
  const json = parsed(text);
  const read = await attempt(() => parseManifest(json));
  if ('refusal' in read) return 'refused';
  const { models, addons, detectors } = read.value;
  ensureFinite(read.value, 'manifest');
  for (const entry of [...models, ...addons, ...detectors]) {
    knownBytes(entry.files);
    for (const file of entry.files) {
      identityOf(entry, file);
      const { href } = new URL(addressOf(entry, file, PLACES));
      ensure(
        href.startsWith(file.source === undefined ? PLACES.page : PLACES.hub),
        `${file.path} leads to ${href}`,
      );
      ensure(!file.path.split('/').includes('..'), `${file.path} leads out of its folder`);
    }
  }
  const again = parseManifest(JSON.parse(JSON.stringify(read.value)));
  ensure(JSON.stringify(again) === JSON.stringify(read.value), 'it is another one when it is read again');
  return 'accepted';
}

/** Weights, configs, manifests. */
export const WEIGHT_TARGETS = [
  fuzzTarget({ name: 'safetensors', inputs: safetensorsFile(HEADERS), check: tryFile }),
  fuzzTarget({ name: 'LoRA and layer names', inputs: looseHeader, check: tryNames }),
  fuzzTarget({ name: 'model configs', inputs: configInput, check: tryConfig }),
  fuzzTarget({ name: 'manifests', inputs: nearValidText(MANIFESTS), check: tryManifest }),
];
