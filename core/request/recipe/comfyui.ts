/*
 * What ComfyUI's graph of a picture says of it. The graph is walked from what saves the picture up to the sampler, and from
 * there to prompts, latents and model; nodes on the way that are not known are passed and told.
 */
import { distinct, words, type Words } from '../../words/index.ts';
import { comfyConditioning } from './comfyui-conditioning.ts';
import {
  type Graph,
  type GraphNode,
  graphOnCanvas,
  graphThatRan,
  type Link,
  linkIn,
} from './comfyui-graph.ts';
import { isSampler, samplingInputs } from './comfyui-sampler.ts';
import { LONGEST, nameOf, upstream, value, type Walk } from './comfyui-walk.ts';
import { type Candidates, type Recipe, shortened, takeSettings } from './recipe.ts';

/**
 * Reads a graph; undefined where no sampler that is known is in it.
 *
 * @param texts - the PNG's texts `prompt` and `workflow`
 */
export function comfyRecipe(texts: {
  readonly prompt: string | undefined;
  readonly workflow: string | undefined;
}): Recipe | undefined {
  const ran = texts.prompt === undefined ? new Map() : graphThatRan(texts.prompt);
  const graph: Graph = ran.size > 0 ? ran : graphOnCanvas(texts.workflow ?? '');
  const notes: Words[] = [];
  const walk: Walk = { graph, note: (sentence) => notes.push(sentence) };
  const sampler = firstSampler(walk);
  if (!sampler) return undefined;
  const inputs = samplingInputs(walk, sampler);
  const positive = comfyConditioning(walk, linkIn(inputs['positive']), 'positive');
  const negative = negativeOf(walk, inputs['negative']);
  const latents = latentsOf(walk, inputs['latent_image']);
  const chain = modelChain(walk, inputs['model']);
  const candidates: Candidates = {
    prompt: positive.text,
    negativePrompt: negative.text,
    ...{ clipSkip: positive.clipSkip, ...positive.control, ...latents.size },
    steps: value(walk, inputs['steps']),
    guidance: value(walk, inputs['cfg']),
    seed: value(walk, inputs['seed'] ?? inputs['noise_seed']),
    sampler: value(walk, inputs['sampler_name']),
    scheduler: value(walk, inputs['scheduler']),
    noise: 'cpu',
  };
  const { settings, notes: misfits } = takeSettings(candidates);
  const denoise = value(walk, inputs['denoise']);
  return {
    software: 'comfyui',
    ...{ settings, loras: chain.loras },
    ...(chain.model !== undefined && { model: chain.model }),
    ...(positive.controlNet !== undefined && { controlNet: positive.controlNet }),
    ...(latents.fromPicture && typeof denoise === 'number' && { strength: denoise }),
    notes: [...distinct(notes), ...misfits],
  };
}

/** A guider without a negative prompt has an empty text in its place. */
function negativeOf(walk: Walk, input: unknown): { readonly text?: unknown } {
  return typeof input === 'string' ? { text: input } : comfyConditioning(walk, linkIn(input), 'negative');
}

/** The sampler that began the picture: where several follow each other, the others work on what it made. */
function firstSampler(walk: Walk): GraphNode | undefined {
  const { note } = walk;
  const last = lastSampler(walk);
  let first = last;
  for (let steps = 0; first && steps < LONGEST; steps++) {
    const before = upstream(walk, first.inputs['latent_image'], isSampler);
    if (!before) return first;
    note(words`The picture was sampled more than once; only the first time is taken over.`);
    first = before;
  }
  return first;
}

/** What is saved comes before what is only shown: previews of a pose have no sampler, and others are no finished pictures. */
function lastSampler(walk: Walk): GraphNode | undefined {
  const nodes = [...walk.graph.values()];
  const ends = [/Save/, /Preview/].flatMap((name) => nodes.filter(({ class_type }) => name.test(class_type)));
  for (const { inputs } of ends) {
    const sampler = upstream(walk, inputs['images'] ?? inputs['image'], isSampler);
    if (sampler) return sampler;
  }
  return nodes.find(isSampler);
}

function latentsOf(walk: Walk, from: unknown): { readonly size: Candidates; readonly fromPicture: boolean } {
  const source = upstream(walk, from, ({ inputs }) => 'width' in inputs && 'batch_size' in inputs);
  const encoder = upstream(walk, from, ({ class_type }) => class_type.startsWith('VAEEncode'));
  const repeated = upstream(walk, from, ({ class_type }) => class_type === 'RepeatLatentBatch');
  if (encoder) return { size: { samples: value(walk, repeated?.inputs['amount']) }, fromPicture: true };
  if (!source) {
    walk.note(words`The size of the picture is not told in a way that can be read.`);
    return { size: {}, fromPicture: false };
  }
  const { width, height, batch_size: samples } = source.inputs;
  const size = {
    ...{ width: value(walk, width), height: value(walk, height) },
    samples: value(walk, samples),
  };
  return { size, fromPicture: false };
}

/** The checkpoint, and the LoRAs between it and the sampler. */
function modelChain(walk: Walk, from: unknown): { readonly model?: string; readonly loras: Recipe['loras'] } {
  const { graph, note } = walk;
  const loras: { id: string; weight: number }[] = [];
  let link: Link | undefined = linkIn(from);
  for (let steps = 0; link && steps < LONGEST; steps++) {
    const node = graph.get(link.id);
    if (!node) break;
    const { class_type: type, inputs } = node;
    const name = value(walk, inputs['ckpt_name'] ?? inputs['unet_name']);
    if (typeof name === 'string') return { model: nameOf(name), loras: loras.toReversed() };
    const lora = value(walk, inputs['lora_name']);
    const weight = value(walk, inputs['strength_model']);
    if (typeof lora === 'string' && typeof weight === 'number') loras.push({ id: nameOf(lora), weight });
    else note(words`The node ${shortened(type)} changes the model and is not taken over.`);
    link = linkIn(inputs['model']);
  }
  return { loras: loras.toReversed() };
}
