/*
 * What ComfyUI can do.
 */
import { SCHEDULER_NAMES, type SamplerName } from '../../sampling/index.ts';
import type { BackendFacts } from '../backend.ts';
import { SEGMIND_SAMPLERS } from './segmind-names.ts';

/** Where it listens unless told otherwise. */
export const DEFAULT_ADDRESS = 'http://127.0.0.1:8188';

/** What Segmind has is what ComfyUI had in June 2024. Later it lost its "++" pair, and got the one of CFG++. */
const SAMPLERS: readonly SamplerName[] = [
  ...SEGMIND_SAMPLERS.filter((name) => name !== 'euler_pp' && name !== 'euler_ancestral_pp'),
  'euler_cfg_pp',
  'euler_ancestral_cfg_pp',
];

/** ComfyUI's API. */
export const COMFYUI_FACTS: BackendFacts = {
  id: 'comfyui',
  label: 'ComfyUI',
  description: 'Your own ComfyUI, started with --enable-cors-header.',
  kind: 'own',
  needs: ['address', 'checkpoint', 'controlNet'],
  usualAddress: DEFAULT_ADDRESS,
  price: { dollars: 0 },
  abilities: {
    pose: 'steers',
    side: { min: 64, max: 4096, step: 8 },
    steps: { min: 1, max: 1000 },
    guidance: { min: 1, max: 100 },
    samples: { min: 1, max: 16 },
    samplers: SAMPLERS,
    schedulers: SCHEDULER_NAMES,
    emphasis: 'parentheses',
    needsPrompt: false,
    negativePrompt: true,
    seed: true,
    init: true,
    mask: true,
    controlStrength: { min: 0, max: 10 },
    controlSpan: true,
    controlMode: false,
    clipSkip: { min: 1, max: 24 },
    enhancePrompt: false,
    safetyChecker: false,
  },
};
