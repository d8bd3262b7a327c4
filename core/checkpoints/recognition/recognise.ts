/*
 * What a safetensors file is, told by the names and shapes of its tensors alone.
 */
import type { Failure } from '../../result/index.ts';
import { words } from '../../words/index.ts';
import type { CheckpointComponent, ComponentPlace, FileHeader } from '../header.ts';
import { LORA_COMPONENTS, loraModules } from '../lora/modules.ts';
import type { LoraComponent } from '../lora/modules.ts';
import { refuseByTextWidth, refuseRelative } from './family.ts';
import { refuseForeignAdapter, refuseForeignModel } from './foreign.ts';
import { findPlaces } from './places.ts';
import { refusal } from './refusal.ts';

/** Mark of the files that we pack ourselves, in their metadata. */
const PACKED_FORMAT = 'armature-packed-1';

/**
 * What a file is.
 *
 * - `checkpoint`: several networks in one file.
 * - the name of a component: that network alone.
 * - `tiny-autoencoder`: TAESD; it takes the place of the `vae`.
 * - `lora`: low-rank changes to the components listed.
 * - `packed`: weights that Armature packed.
 * - `refused`: anything else, with what it is and what to do.
 */
export type Recognised =
  | {
      readonly kind: 'checkpoint' | CheckpointComponent | 'tiny-autoencoder';
      readonly places: readonly ComponentPlace[];
    }
  | {
      readonly kind: 'lora';
      readonly components: readonly LoraComponent[];
      /** Layers that it changes. */
      readonly modules: number;
    }
  | { readonly kind: 'packed' }
  | { readonly kind: 'refused'; readonly failure: Failure };

/**
 * Tells what a safetensors file is. Never throws: what cannot be used is `refused`, with a failure of code
 * `unsupported-model`.
 */
export function recognise(header: FileHeader): Recognised {
  if (header.metadata['format'] === PACKED_FORMAT) return { kind: 'packed' };
  const foreign = refuseForeignAdapter(header) ?? refuseForeignModel(header);
  if (foreign) return { kind: 'refused', failure: foreign };
  return recogniseLora(header) ?? recogniseTiny(header) ?? recogniseNetworks(header);
}

function recogniseLora(header: FileHeader): Recognised | undefined {
  const modules = loraModules([...header.entries.keys()]);
  if (modules.length === 0) return undefined;
  const failure = refuseByTextWidth(header, words`a LoRA`);
  if (failure) return { kind: 'refused', failure };
  const components = LORA_COMPONENTS.filter((component) =>
    modules.some((module) => module.component === component),
  );
  return { kind: 'lora', components, modules: modules.length };
}

function recogniseTiny({ entries }: FileHeader): Recognised | undefined {
  if (entries.get('decoder.layers.0.weight')?.shape.length !== 4) return undefined;
  return { kind: 'tiny-autoencoder', places: [{ component: 'vae', layout: 'diffusers', prefix: '' }] };
}

function recogniseNetworks(header: FileHeader): Recognised {
  const places = findPlaces(header);
  const [first] = places;
  if (!first) return { kind: 'refused', failure: unknown(header) };
  for (const place of places) {
    const failure = refuseRelative(header, place);
    if (failure) return { kind: 'refused', failure };
  }
  const failure = refuseByTextWidth(header, words`a network`);
  if (failure) return { kind: 'refused', failure };
  return { kind: places.length === 1 ? first.component : 'checkpoint', places };
}

const NAMES_TOLD = 3;
const LETTERS_TOLD = 80;

function unknown({ entries }: FileHeader): Failure {
  const names = [...entries.keys()];
  const first = names
    .slice(0, NAMES_TOLD)
    .map((name) => name.slice(0, LETTERS_TOLD))
    .join(', ');
  const told =
    names.length === 0 ? words`it has no tensors` : words`its ${names.length} tensors begin with ${first}`;
  return {
    ...refusal(words`of no kind that Armature knows: ${told}`),
    detail: names.slice(0, 50).join('\n').slice(0, 4000),
  };
}
