import type { RemoteBackend } from './backend.ts';
import { A1111 } from './backends/a1111.ts';
import { COMFYUI } from './backends/comfyui.ts';
import { MODELSLAB_CONTROLNET, MODELSLAB_TEXT } from './backends/modelslab.ts';
import { SEGMIND, SEGMIND_QUEUE } from './backends/segmind.ts';

/** All remote back ends with their calls, in the order in which they are offered. */
export const REMOTE_BACKENDS: readonly RemoteBackend[] = [
  A1111,
  COMFYUI,
  SEGMIND_QUEUE,
  SEGMIND,
  MODELSLAB_CONTROLNET,
  MODELSLAB_TEXT,
];
