/*
 * What ModelsLab's two calls can do.
 */
import type { Abilities, BackendFacts } from '../backend.ts';
import { DIFFUSERS_SCHEDULERS } from './diffusers-schedulers.ts';

/** What the service takes; more or less is brought to it. */
export const STRENGTH = { min: 0.1, max: 5 };

const ABILITIES: Abilities = {
  pose: 'ignored',
  side: { min: 64, max: 1024, step: 8 },
  steps: { min: 1, max: 50 },
  guidance: { min: 1, max: 20 },
  samples: { min: 1, max: 4 },
  emphasis: 'unknown',
  needsPrompt: true,
  negativePrompt: true,
  seed: true,
  init: false,
  mask: false,
  controlSpan: false,
  controlMode: false,
  enhancePrompt: true,
  safetyChecker: true,
};

const SHARED = { kind: 'paid', needs: ['key'], price: { dollars: 0.0047 } } as const;

/** Words alone. */
export const MODELSLAB_TEXT_FACTS: BackendFacts = {
  ...SHARED,
  id: 'modelslab-text',
  label: 'ModelsLab, prompt only',
  description: 'Draws from the words alone. The pose is not sent: this call has no field for it.',
  abilities: ABILITIES,
};

/** Words and the skeleton. */
export const MODELSLAB_CONTROLNET_FACTS: BackendFacts = {
  ...SHARED,
  id: 'modelslab-controlnet',
  label: 'ModelsLab ControlNet',
  description: 'Sends the skeleton and the words; the pose steers the picture.',
  abilities: {
    ...ABILITIES,
    pose: 'steers',
    samplers: Object.values(DIFFUSERS_SCHEDULERS),
    schedulers: ['normal', 'karras'],
    clipSkip: { min: 1, max: 8 },
    controlStrength: STRENGTH,
  },
};
