/*
 * ComfyUI's nodes, as far as graphs of ours use them, and its check of a graph before it is queued.
 */

/** One node of a graph. */
export interface GraphNode {
  readonly class_type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}
/** A graph in the API's form. */
export type Graph = Readonly<Record<string, GraphNode>>;

type Input =
  | { readonly link: string }
  | { readonly oneOf: readonly string[] }
  | { readonly min: number; readonly max: number; readonly whole?: boolean }
  | { readonly text: true }
  /** The name of an uploaded picture. */
  | { readonly upload: true };

interface NodeClass {
  readonly required: Readonly<Record<string, Input>>;
  readonly optional?: Readonly<Record<string, Input>>;
  readonly outputs: readonly string[];
}

/** Installed checkpoints. */
export const COMFY_CHECKPOINTS = ['sd15.safetensors', 'sdxl/base.safetensors'];
/** Installed ControlNets. */
export const COMFY_CONTROLNETS = ['control_v11p_sd15_openpose.pth', 'xinsir-union-sdxl-promax.safetensors'];
const SAMPLERS = [
  'euler',
  'euler_cfg_pp',
  'euler_ancestral',
  'heun',
  'dpm_2',
  'lms',
  'dpmpp_2m',
  'ddim',
  'uni_pc',
];
const SCHEDULERS = ['normal', 'karras', 'exponential', 'sgm_uniform', 'simple', 'ddim_uniform', 'beta'];

const link = (of: string): Input => ({ link: of });
const text: Input = { text: true };
const unit: Input = { min: 0, max: 1 };
const side: Input = { min: 16, max: 16384, whole: true };
const batch: Input = { min: 1, max: 64, whole: true };

const CLASSES: Readonly<Record<string, NodeClass>> = {
  CheckpointLoaderSimple: {
    required: { ckpt_name: { oneOf: COMFY_CHECKPOINTS } },
    outputs: ['MODEL', 'CLIP', 'VAE'],
  },
  CLIPTextEncode: { required: { text, clip: link('CLIP') }, outputs: ['CONDITIONING'] },
  CLIPSetLastLayer: {
    required: { clip: link('CLIP'), stop_at_clip_layer: { min: -24, max: -1, whole: true } },
    outputs: ['CLIP'],
  },
  LoadImage: { required: { image: { upload: true } }, outputs: ['IMAGE', 'MASK'] },
  LoadImageMask: {
    required: { image: { upload: true }, channel: { oneOf: ['alpha', 'red', 'green', 'blue'] } },
    outputs: ['MASK'],
  },
  ControlNetLoader: {
    required: { control_net_name: { oneOf: COMFY_CONTROLNETS } },
    outputs: ['CONTROL_NET'],
  },
  SetUnionControlNetType: {
    required: {
      control_net: link('CONTROL_NET'),
      type: { oneOf: ['auto', 'openpose', 'depth', 'canny/lineart/anime_lineart/mlsd'] },
    },
    outputs: ['CONTROL_NET'],
  },
  ControlNetApplyAdvanced: {
    required: {
      positive: link('CONDITIONING'),
      negative: link('CONDITIONING'),
      control_net: link('CONTROL_NET'),
      image: link('IMAGE'),
      strength: { min: 0, max: 10 },
      start_percent: unit,
      end_percent: unit,
    },
    optional: { vae: link('VAE') },
    outputs: ['CONDITIONING', 'CONDITIONING'],
  },
  EmptyLatentImage: { required: { width: side, height: side, batch_size: batch }, outputs: ['LATENT'] },
  VAEEncode: { required: { pixels: link('IMAGE'), vae: link('VAE') }, outputs: ['LATENT'] },
  SetLatentNoiseMask: { required: { samples: link('LATENT'), mask: link('MASK') }, outputs: ['LATENT'] },
  RepeatLatentBatch: { required: { samples: link('LATENT'), amount: batch }, outputs: ['LATENT'] },
  KSampler: {
    required: {
      model: link('MODEL'),
      seed: { min: 0, max: 2 ** 64, whole: true },
      steps: { min: 1, max: 10_000, whole: true },
      cfg: { min: 0, max: 100 },
      sampler_name: { oneOf: SAMPLERS },
      scheduler: { oneOf: SCHEDULERS },
      positive: link('CONDITIONING'),
      negative: link('CONDITIONING'),
      latent_image: link('LATENT'),
      denoise: unit,
    },
    outputs: ['LATENT'],
  },
  VAEDecode: { required: { samples: link('LATENT'), vae: link('VAE') }, outputs: ['IMAGE'] },
  SaveImage: { required: { images: link('IMAGE'), filename_prefix: text }, outputs: [] },
};

/** `/object_info/{class}`; of its two spellings of a choice the later one for ControlNets. */
export function objectInfo(name: string): unknown {
  const node = CLASSES[name];
  if (!node) return {};
  const told = (inputs: NodeClass['required'] = {}): unknown =>
    Object.fromEntries(Object.entries(inputs).map(([input, kind]) => [input, toldInput(name, kind)]));
  return {
    [name]: {
      input: { required: told(node.required), optional: told(node.optional) },
      output: node.outputs,
      name,
      display_name: name,
      output_node: name === 'SaveImage',
    },
  };
}

function toldInput(name: string, kind: Input): unknown {
  if ('oneOf' in kind)
    return name === 'ControlNetLoader' ? ['COMBO', { options: kind.oneOf }] : [kind.oneOf, { tooltip: '' }];
  if ('link' in kind) return [kind.link, {}];
  return 'min' in kind ? [kind.whole ? 'INT' : 'FLOAT', kind] : ['STRING', {}];
}

interface InputError {
  readonly type: string;
  readonly message: string;
  readonly details: string;
}

/** What `/prompt` answers to a graph that it does not take; undefined for one that it does. */
export function refusedGraph(graph: unknown, uploads: ReadonlySet<string>): object | undefined {
  if (typeof graph !== 'object' || graph === null)
    return refused({ type: 'no_prompt', message: 'No prompt provided', details: 'No prompt provided' }, []);
  const nodes = graph as Graph;
  for (const [id, { class_type: name }] of Object.entries(nodes)) {
    const message = `Cannot execute because node ${name} does not exist.`;
    if (!CLASSES[name]) return refused({ type: 'invalid_prompt', message, details: `Node ID '#${id}'` }, {});
  }
  const saves = Object.keys(nodes).filter((id) => nodes[id]!.class_type === 'SaveImage');
  if (saves.length === 0)
    return refused({ type: 'prompt_no_outputs', message: 'Prompt has no outputs', details: '' }, {});
  const errors = Object.entries(nodes)
    .map(([id, node]) => [id, node, errorsOf(node, nodes, uploads)] as const)
    .filter(([, , found]) => found.length > 0)
    .map(([id, node, found]) => [
      id,
      { errors: found, dependent_outputs: saves, class_type: node.class_type },
    ]);
  const failed = {
    type: 'prompt_outputs_failed_validation',
    message: 'Prompt outputs failed validation',
    details: '',
  };
  return errors.length > 0 ? refused(failed, Object.fromEntries(errors)) : undefined;
}

function refused(error: InputError, node_errors: unknown): object {
  return { error: { ...error, extra_info: {} }, node_errors };
}

function errorsOf(
  { class_type, inputs }: GraphNode,
  graph: Graph,
  uploads: ReadonlySet<string>,
): InputError[] {
  const { required, optional = {} } = CLASSES[class_type]!;
  return Object.entries({ ...optional, ...required }).flatMap(([name, kind]): InputError[] => {
    const value = inputs[name];
    if (value === undefined && name in optional) return [];
    if (value === undefined)
      return [{ type: 'required_input_missing', message: 'Required input is missing', details: name }];
    const found = errorOf(name, kind, value, graph, uploads);
    return found ? [found] : [];
  });
}

function errorOf(
  name: string,
  kind: Input,
  value: unknown,
  graph: Graph,
  uploads: ReadonlySet<string>,
): InputError | undefined {
  if ('link' in kind) return linkError(name, kind.link, value, graph);
  if ('text' in kind) return typeof value === 'string' ? undefined : wrongType(name, value, 'STRING');
  if ('upload' in kind) {
    const details = `${name} - Invalid image file: ${String(value)}`;
    const message = 'Custom validation failed for node';
    return uploads.has(String(value)) ? undefined : { type: 'custom_validation_failed', message, details };
  }
  if ('oneOf' in kind) {
    const details = `${name}: '${String(value)}' not in ${JSON.stringify(kind.oneOf)}`;
    return kind.oneOf.includes(String(value))
      ? undefined
      : { type: 'value_not_in_list', message: 'Value not in list', details };
  }
  if (typeof value !== 'number' || (kind.whole && !Number.isInteger(value)))
    return wrongType(name, value, kind.whole ? 'INT' : 'FLOAT');
  const { min, max } = kind;
  if (value < min)
    return {
      type: 'value_smaller_than_min',
      message: `Value ${value} smaller than min of ${min}`,
      details: name,
    };
  return value > max
    ? { type: 'value_bigger_than_max', message: `Value ${value} bigger than max of ${max}`, details: name }
    : undefined;
}

function wrongType(name: string, value: unknown, type: string): InputError {
  const message = `Failed to convert an input value to a ${type} value`;
  return { type: 'invalid_input_type', message, details: `${name}, ${JSON.stringify(value)}` };
}

function linkError(name: string, type: string, value: unknown, graph: Graph): InputError | undefined {
  if (!Array.isArray(value) || value.length !== 2)
    return {
      type: 'bad_linked_input',
      message: 'Bad linked input, must be a length-2 list of [node_id, slot_index]',
      details: name,
    };
  const [id, slot] = value as [string, number];
  const given = CLASSES[graph[id]?.class_type ?? '']?.outputs[slot];
  const details = `${name}, received_type(${given}) mismatch input_type(${type})`;
  return given === type
    ? undefined
    : { type: 'return_type_mismatch', message: 'Return type mismatch between linked nodes', details };
}

/** The ids in an order in which they can be computed. */
export function executionOrder(graph: Graph): string[] {
  const order: string[] = [];
  const visit = (id: string): void => {
    if (order.includes(id)) return;
    for (const value of Object.values(graph[id]!.inputs)) {
      if (Array.isArray(value)) visit(String(value[0]));
    }
    order.push(id);
  };
  Object.keys(graph).forEach(visit);
  return order;
}
