/*
 * From the names of the original UNet and ControlNet to those of diffusers. The original numbers its modules through;
 * diffusers counts stages, and layers within a stage. A stage ends where the size changes, so walking the modules in
 * order gives both numbers for any depth and width.
 * Reference: diffusers `convert_ldm_unet_checkpoint`, `convert_controlnet_checkpoint`.
 */
import type { Rename } from './rename.ts';

type ModuleKind = 'resnets' | 'attentions' | 'downsamplers' | 'upsamplers';

/** A module of a numbered list, such as `input_blocks.4.1`. */
interface NumberedModule {
  readonly path: string;
  readonly order: readonly number[];
  readonly kind: ModuleKind;
}

/** What a child's name tells of its module. */
const KIND_BY_CHILD: Readonly<Record<string, ModuleKind>> = {
  in_layers: 'resnets',
  transformer_blocks: 'attentions',
  op: 'downsamplers',
  conv: 'upsamplers',
};

const SINGLE_LAYERS: Readonly<Record<string, string>> = {
  'time_embed.0': 'time_embedding.linear_1',
  'time_embed.2': 'time_embedding.linear_2',
  'input_blocks.0.0': 'conv_in',
  'out.0': 'conv_norm_out',
  'out.2': 'conv_out',
  'middle_block_out.0': 'controlnet_mid_block',
};

const RESNET_LAYERS: Readonly<Record<string, string>> = {
  'in_layers.0': 'norm1',
  'in_layers.2': 'conv1',
  'emb_layers.1': 'time_emb_proj',
  'out_layers.0': 'norm2',
  'out_layers.3': 'conv2',
  skip_connection: 'conv_shortcut',
};

const NUMBERED = /^((?:input_blocks|output_blocks)\.(\d+)\.(\d+)|middle_block\.(\d+))\.(\w+)\./;
const PARAMETER = /^(.+)\.(weight|bias)$/;

/** Renames the tensors of an original UNet or ControlNet, prefix removed, by the structure that their names show. */
export function renameLdmDenoiser(names: readonly string[]): Rename {
  const modules = numberedModules(names);
  const inBlocks = (list: string): NumberedModule[] => modules.filter(({ path }) => path.startsWith(list));
  const places = new Map([
    ...countStages(inBlocks('input_blocks.'), (stage) => `down_blocks.${stage}`),
    ...countStages(inBlocks('middle_block.'), () => 'mid_block'),
    ...countStages(inBlocks('output_blocks.'), (stage) => `up_blocks.${stage}`),
    ...hintLayers(names),
  ]);
  const kinds = new Map(modules.map(({ path, kind }) => [path, kind]));
  return (name) => {
    const [, layer = '', parameter = ''] = PARAMETER.exec(name) ?? [];
    const renamed = renameLayer(layer, places, kinds);
    return renamed === undefined ? undefined : { name: `${renamed}.${parameter}` };
  };
}

function renameLayer(
  layer: string,
  places: ReadonlyMap<string, string>,
  kinds: ReadonlyMap<string, ModuleKind>,
): string | undefined {
  const zero = /^zero_convs\.(\d+)\.0$/.exec(layer);
  if (zero) return `controlnet_down_blocks.${zero[1]}`;
  const single = SINGLE_LAYERS[layer] ?? places.get(layer);
  if (single !== undefined) return single;
  const [, path = ''] = NUMBERED.exec(`${layer}.`) ?? [];
  const place = places.get(path);
  const inner = innerLayer(layer.slice(path.length + 1), kinds.get(path));
  return place === undefined || inner === undefined ? undefined : `${place}.${inner}`;
}

function innerLayer(layer: string, kind: ModuleKind | undefined): string | undefined {
  switch (kind) {
    case 'resnets':
      return RESNET_LAYERS[layer];
    case 'attentions':
      return layer;
    case 'downsamplers':
    case 'upsamplers':
      return 'conv';
    case undefined:
      return undefined;
  }
}

/** All modules of the three lists, in the order in which they run. */
function numberedModules(names: readonly string[]): NumberedModule[] {
  const modules = new Map<string, NumberedModule>();
  for (const name of names) {
    const [, path, block, inner = '0', middle, child = ''] = NUMBERED.exec(name) ?? [];
    const kind = KIND_BY_CHILD[child];
    if (path === undefined || !kind) continue;
    modules.set(path, { path, kind, order: [Number(block ?? middle), Number(inner)] });
  }
  return [...modules.values()].sort(
    (a, b) => (a.order[0] ?? 0) - (b.order[0] ?? 0) || (a.order[1] ?? 0) - (b.order[1] ?? 0),
  );
}

/** Numbers modules by stage and, within it, by kind. */
function countStages(
  modules: readonly NumberedModule[],
  stageName: (stage: number) => string,
): [string, string][] {
  let stage = 0;
  let counts: Partial<Record<ModuleKind, number>> = {};
  return modules.map(({ path, kind }) => {
    const index = counts[kind] ?? 0;
    counts[kind] = index + 1;
    const place = `${stageName(stage)}.${kind}.${index}`;
    if (kind === 'downsamplers' || kind === 'upsamplers') {
      stage++;
      counts = {};
    }
    return [path, place];
  });
}

/** The convolutions of the hint's embedding; the numbers between them are activations. */
function hintLayers(names: readonly string[]): [string, string][] {
  const numbers = names.flatMap((name) => {
    const found = /^input_hint_block\.(\d+)\.weight$/.exec(name);
    return found ? [Number(found[1])] : [];
  });
  return numbers
    .sort((a, b) => a - b)
    .map((number, i) => {
      const ends = i === 0 ? 'conv_in' : i === numbers.length - 1 ? 'conv_out' : undefined;
      return [`input_hint_block.${number}`, `controlnet_cond_embedding.${ends ?? `blocks.${i - 1}`}`];
    });
}
