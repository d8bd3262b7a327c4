/*
 * One network of a file, under the names and in the shapes that our graphs ask for.
 */
import { ArmatureError } from '../result/index.ts';
import type { StateDict } from '../weights/index.ts';
import { words } from '../words/index.ts';
import type { CheckpointComponent, ComponentPlace } from './header.ts';
import { loraModules } from './lora/modules.ts';
import { renameDiffusersAutoencoder, renameLdmAutoencoder } from './names/autoencoder.ts';
import { renameLdmDenoiser } from './names/ldm-denoiser.ts';
import type { Rename } from './names/rename.ts';
import { renameTextEncoder } from './names/text-encoder.ts';
import type { Recognised } from './recognition/recognise.ts';

/** A tensor of the file, as it is given out. */
interface Mapped {
  /** Its name in the file. */
  readonly source: string;
  readonly shape: readonly number[];
}

/**
 * One network of a file in the names of diffusers (its text encoder in those of transformers 4). Tensors that our graphs
 * have no use for are left out; see {@link leftOver}.
 *
 * @param file - all tensors of the file
 * @param recognised - what {@link recognise} said of it
 * @throws ArmatureError `unsupported-model` when the file does not hold that network
 */
export function componentState(
  file: StateDict,
  recognised: Recognised,
  component: CheckpointComponent,
): StateDict {
  const place = placesOf(recognised).find((candidate) => candidate.component === component);
  if (!place) {
    throw new ArmatureError({
      code: 'unsupported-model',
      message: words`The file has no ${component}.`,
      next: words`Choose a file that holds a ${component} of the Stable Diffusion 1.x family.`,
    });
  }
  const tensors = mapTensors(file, place);
  return {
    names: () => [...tensors.keys()],
    shapeOf: (name) => tensors.get(name)?.shape,
    async floats(name) {
      const tensor = tensors.get(name);
      if (tensor) return file.floats(tensor.source);
      throw new ArmatureError({
        code: 'bad-weights',
        message: words`The ${component} of the file has no tensor ${name}.`,
        next: words`Choose a complete model.`,
      });
    },
  };
}

/** Tensors that a checkpoint may have besides its networks, and that take no part in drawing: averages, training state. */
const KNOWN_EXTRAS =
  /(?:^model_ema\.|position_ids$|^(?:betas|alphas_cumprod|(?:log_|sqrt_).*|posterior_.*|logvar|scale_factor|v_pred)$|^first_stage_model\.loss\.|logit_scale$|text_projection(?:\.weight)?$)/;

/** Names of a file's tensors that nothing here uses and that are not known to be idle. */
export function leftOver(file: StateDict, recognised: Recognised): readonly string[] {
  const names = file.names();
  const used = new Set([
    ...placesOf(recognised).flatMap((place) => sourcesOf(file, place)),
    ...loraModules(names).flatMap(({ down, up, alphas }) => [down, up, ...alphas]),
  ]);
  return names.filter((name) => !used.has(name) && !KNOWN_EXTRAS.test(name));
}

function sourcesOf(file: StateDict, place: ComponentPlace): readonly string[] {
  return [...mapTensors(file, place).values()].map(({ source }) => source);
}

/** The networks of a file; a LoRA or a refused file has none. */
export function placesOf(recognised: Recognised): readonly ComponentPlace[] {
  return 'places' in recognised ? recognised.places : [];
}

/** By name in diffusers, in the order of the file. */
function mapTensors(file: StateDict, place: ComponentPlace): ReadonlyMap<string, Mapped> {
  const { prefix } = place;
  const inner = file.names().flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  const rename = renameOf(place, inner);
  const tensors = new Map<string, Mapped>();
  for (const name of inner) {
    const renamed = rename(name);
    const shape = file.shapeOf(prefix + name);
    if (!renamed || !shape || tensors.has(renamed.name)) continue;
    tensors.set(renamed.name, { source: prefix + name, shape: renamed.matrix ? asMatrix(shape) : shape });
  }
  return tensors;
}

function renameOf({ component, layout }: ComponentPlace, names: readonly string[]): Rename {
  switch (component) {
    case 'unet':
    case 'controlnet':
      return layout === 'ldm' ? renameLdmDenoiser(names) : keepDenoiser;
    case 'vae':
      return layout === 'ldm' ? renameLdmAutoencoder(names) : renameDiffusersAutoencoder;
    case 'text_encoder':
      return renameTextEncoder;
  }
}

const DENOISER =
  /^(?:conv_in|conv_out|conv_norm_out|time_embedding|down_blocks|mid_block|up_blocks|controlnet_\w+)\./;
const keepDenoiser: Rename = (name) => (DENOISER.test(name) ? { name } : undefined);

function asMatrix(shape: readonly number[]): readonly number[] {
  return shape.slice(2).every((side) => side === 1) ? shape.slice(0, 2) : shape;
}
