import { presetPose } from '../../core/pose/index.ts';
import { parseGenerateRequest, type SeededRequest } from '../../core/request/index.ts';
import type { FrozenPlace } from '../../app/state/local-setup.ts';
import type { QueueDraft, QueueEntry } from '../../app/state/queue.ts';

const CANVAS = { width: 128, height: 128 };

/** A request with a pose. */
export function queueRequest(part: Partial<SeededRequest> = {}): SeededRequest {
  const request = parseGenerateRequest({
    ...{ prompt: 'a dancer', negativePrompt: 'blurry', seed: 7, ...CANVAS, steps: 12 },
    ...{ guidance: 4, sampler: 'dpmpp_2m', scheduler: 'karras', controlStrength: 1 },
    control: { kind: 'pose', pose: presetPose('standing', CANVAS), people: [0] },
  });
  return { ...request, seed: 7, ...part };
}

export const HERE: FrozenPlace = {
  at: 'here',
  setup: { modelId: 'armature-256', controlNet: undefined, loras: [], backend: 'auto', decoder: 'full' },
};
/** As entries of earlier versions have it. */
export const PAID: FrozenPlace = { at: 'remote', backendId: 'segmind-queue', dollars: 0.02 };
export const OWN_SERVER: FrozenPlace = {
  ...{ at: 'remote', backendId: 'a1111', dollars: 0 },
  setup: { checkpoint: 'ink.safetensors', enhancePrompt: true },
};

/** What is asked for by a prompt. */
export function queueDraft(prompt: string, place: FrozenPlace = HERE): QueueDraft {
  return { request: queueRequest({ prompt }), place };
}

/** An entry that waits. */
export function queueEntry(id: string, part: Partial<QueueEntry> = {}): QueueEntry {
  return { ...queueDraft(id), id, order: 1, course: { status: 'waiting' }, pictures: [], ...part };
}
