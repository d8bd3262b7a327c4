/** Names and shapes of a file's tensors, and what its writer noted: an opened safetensors file has both. */
export interface FileHeader {
  readonly entries: ReadonlyMap<string, { readonly shape: readonly number[] }>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The networks of a Stable Diffusion model, named as the folders of diffusers are. */
export type CheckpointComponent = 'unet' | 'text_encoder' | 'vae' | 'controlnet';

/**
 * How a network's tensors are named.
 *
 * - `diffusers`: as diffusers and transformers 4 name them; what our graphs ask for.
 * - `ldm`: as the original repositories (CompVis, ControlNet) name them.
 * - `bare`: of the text encoder, without the leading `text_model.`, as transformers 5 and very old files have it.
 */
export type NameLayout = 'diffusers' | 'ldm' | 'bare';

/** Where a network lies in a file. */
export interface ComponentPlace {
  readonly component: CheckpointComponent;
  readonly layout: NameLayout;
  /** Stands before each of its names, such as `model.diffusion_model.`. */
  readonly prefix: string;
}
