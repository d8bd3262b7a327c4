/*
 * A graph of ComfyUI as its pictures carry it: the one that ran (`prompt`), or the one on the canvas (`workflow`), whose
 * nodes have their values in the order of their fields.
 */
import * as v from 'valibot';

const nodeSchema = v.object({ class_type: v.string(), inputs: v.record(v.string(), v.unknown()) });

/** A node; an input is a value, or a {@link Link}. */
export type GraphNode = v.InferOutput<typeof nodeSchema>;

/** Nodes by id. */
export type Graph = ReadonlyMap<string, GraphNode>;

/** Which output of which node. */
export interface Link {
  readonly id: string;
  readonly output: number;
}

const linkSchema = v.tuple([v.union([v.string(), v.number()]), v.number()]);

/** The link in an input; undefined where it has a value of its own. */
export function linkIn(input: unknown): Link | undefined {
  const parsed = v.safeParse(linkSchema, input);
  return parsed.success ? { id: String(parsed.output[0]), output: parsed.output[1] } : undefined;
}

/** Reads the graph that ran. Nodes of another form, such as notes, are left out. */
export function graphThatRan(text: string): Graph {
  const json = comfyJson(text);
  const entries = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  return new Map(
    entries.flatMap(([id, node]) => {
      const parsed = v.safeParse(nodeSchema, node);
      return parsed.success ? [[id, parsed.output] as const] : [];
    }),
  );
}

/** Fields that are no inputs but typed in, in the order of the canvas; those without a name are left out. */
const FIELDS: Readonly<Record<string, readonly (string | null)[]>> = {
  KSampler: ['seed', null, 'steps', 'cfg', 'sampler_name', 'scheduler', 'denoise'],
  KSamplerAdvanced: [
    ...['add_noise', 'noise_seed', null, 'steps', 'cfg', 'sampler_name', 'scheduler'],
    ...['start_at_step', 'end_at_step', 'return_with_leftover_noise'],
  ],
  SamplerCustom: ['add_noise', 'noise_seed', null, 'cfg'],
  RandomNoise: ['noise_seed'],
  KSamplerSelect: ['sampler_name'],
  BasicScheduler: ['scheduler', 'steps', 'denoise'],
  KarrasScheduler: ['steps'],
  CFGGuider: ['cfg'],
  CLIPTextEncode: ['text'],
  CLIPSetLastLayer: ['stop_at_clip_layer'],
  EmptyLatentImage: ['width', 'height', 'batch_size'],
  CheckpointLoaderSimple: ['ckpt_name'],
  LoraLoader: ['lora_name', 'strength_model', 'strength_clip'],
  LoraLoaderModelOnly: ['lora_name', 'strength_model'],
  ControlNetLoader: ['control_net_name'],
  ControlNetApply: ['strength'],
  ControlNetApplyAdvanced: ['strength', 'start_percent', 'end_percent'],
  RepeatLatentBatch: ['amount'],
};

const canvasSchema = v.object({
  nodes: v.array(
    v.object({
      id: v.union([v.string(), v.number()]),
      type: v.string(),
      /** 2 is muted, 4 is bypassed. */
      mode: v.fallback(v.optional(v.number(), 0), 0),
      inputs: v.fallback(
        v.optional(v.array(v.object({ name: v.string(), link: v.nullish(v.number()) })), []),
        [],
      ),
      widgets_values: v.fallback(v.optional(v.array(v.unknown()), []), []),
    }),
  ),
  /** Each has id, node and output that it comes from, node and input that it goes to. */
  links: v.array(v.looseTuple([v.number(), v.union([v.string(), v.number()]), v.number()])),
});

const ACTIVE = 0;

/** Reads the graph on the canvas, as far as its nodes are known here. */
export function graphOnCanvas(text: string): Graph {
  const parsed = v.safeParse(canvasSchema, comfyJson(text));
  if (!parsed.success) return new Map();
  const { nodes, links } = parsed.output;
  const origins = new Map(links.map(([link, id, output]) => [link, [String(id), output]]));
  const active = nodes.filter(({ mode }) => mode === ACTIVE);
  return new Map(
    active.map(({ id, type, inputs, widgets_values: typed }) => {
      const values = new Map<string, unknown>();
      for (const [i, name] of (FIELDS[type] ?? []).entries()) if (name !== null) values.set(name, typed[i]);
      for (const { name, link } of inputs) if (typeof link === 'number') values.set(name, origins.get(link));
      return [String(id), { class_type: type, inputs: Object.fromEntries(values) }];
    }),
  );
}

function comfyJson(text: string): unknown {
  return parsedJson(text) ?? parsedJson(withoutNonNumbers(text));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Python writes numbers that JSON does not have. Words of a prompt stay, and each match is short, so that no text is slow. */
function withoutNonNumbers(text: string): string {
  let inString = false;
  return text.replaceAll(/\\.|"|-?(?:NaN|Infinity)/g, (token) => {
    if (token === '"') inString = !inString;
    const isNumber = token.endsWith('NaN') || token.endsWith('Infinity');
    return isNumber && !inString ? 'null' : token;
  });
}
