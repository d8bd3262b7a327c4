import type { Recipe } from '../../core/request/index.ts';
import { SAMPLERS } from '../../core/sampling/index.ts';
import { verbatim, words, type Words } from '../../core/words/index.ts';
import { say } from '../words/say.ts';

const SOFTWARE: Readonly<Record<Recipe['software'], Words>> = {
  armature: verbatim('Armature'),
  a1111: words`A1111 or Forge`,
  comfyui: verbatim('ComfyUI'),
};

/** How a picture was made, in a sentence, such as "Made by ComfyUI: 20 steps, Euler, seed 5, sd15." */
export function recipeWords({ software, settings, model, loras }: Recipe): string {
  const { steps, sampler, seed, width, height } = settings;
  const facts = [
    ...(steps === undefined ? [] : [say`${steps} steps`]),
    ...(sampler === undefined ? [] : [SAMPLERS[sampler].label]),
    ...(width === undefined || height === undefined ? [] : [say`${width} × ${height} px`]),
    ...(typeof seed === 'number' ? [say`seed ${seed}`] : []),
    ...(model === undefined ? [] : [model]),
    ...loras.map(({ id }) => say`LoRA ${id}`),
  ];
  return say`Made by ${SOFTWARE[software]}: ${facts.join(', ')}.`;
}
