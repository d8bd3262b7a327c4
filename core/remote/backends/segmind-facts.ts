/*
 * What Segmind's sd3-med-pose can do.
 */
import type { Abilities, BackendFacts } from '../backend.ts';
import { SEGMIND_SAMPLERS, SEGMIND_SCHEDULERS } from './segmind-names.ts';

/** What the service takes; more or less is brought to it. */
export const STRENGTH = { min: 0, max: 1 };

const ABILITIES: Abilities = {
  pose: 'steers',
  steps: { min: 1, max: 100 },
  guidance: { min: 1, max: 20 },
  samples: { min: 1, max: 4 },
  samplers: SEGMIND_SAMPLERS,
  schedulers: SEGMIND_SCHEDULERS,
  emphasis: 'unknown',
  needsPrompt: true,
  negativePrompt: true,
  seed: true,
  init: false,
  mask: false,
  controlStrength: STRENGTH,
  controlSpan: false,
  controlMode: false,
  enhancePrompt: false,
  safetyChecker: false,
};

const SHARED = {
  kind: 'paid',
  needs: ['key'],
  price: { dollars: 0.017 },
  abilities: ABILITIES,
} as const;

/** Version 1. */
export const SEGMIND_FACTS: BackendFacts = {
  ...SHARED,
  id: 'segmind',
  label: 'Segmind SD3 pose',
  description: 'The same drawing in one call: the picture is the answer, and is lost with the connection.',
};

/** Version 2. */
export const SEGMIND_QUEUE_FACTS: BackendFacts = {
  ...SHARED,
  id: 'segmind-queue',
  label: 'Segmind SD3 pose, queued',
  description:
    'Stable Diffusion 3 Medium with a pose ControlNet, in their queue: found again after a lost connection.',
};
