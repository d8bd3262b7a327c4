import type { Recipe } from '../../core/request/index.ts';
import { SAMPLERS } from '../../core/sampling/index.ts';

const SOFTWARE: Readonly<Record<Recipe['software'], string>> = {
  armature: 'Armature',
  a1111: 'A1111 or Forge',
  comfyui: 'ComfyUI',
};

/** How a picture was made, in a sentence, such as "Made by ComfyUI: 20 steps, Euler, seed 5, sd15." */
export function recipeWords({ software, settings, model, loras }: Recipe): string {
  const { steps, sampler, seed, width, height } = settings;
  const facts = [
    ...(steps === undefined ? [] : [`${steps} steps`]),
    ...(sampler === undefined ? [] : [SAMPLERS[sampler].label]),
    ...(width === undefined || height === undefined ? [] : [`${width} × ${height} px`]),
    ...(typeof seed === 'number' ? [`seed ${seed}`] : []),
    ...(model === undefined ? [] : [model]),
    ...loras.map(({ id }) => `LoRA ${id}`),
  ];
  return `Made by ${SOFTWARE[software]}: ${facts.join(', ')}.`;
}
