import type { BackendName, StageName } from '../../core/contract/index.ts';
import { words, type Words } from '../../core/words/index.ts';
import type { DrawnBy } from '../state/picture.ts';
import { decimal } from '../words/numbers.ts';
import { say } from '../words/say.ts';

const MEGABYTE = 1_000_000;

const STAGE_WORDS: Readonly<Record<StageName, Words>> = {
  preparing: words`Preparing`,
  encoding: words`Reading the picture`,
  text: words`Reading the prompt`,
  control: words`Reading the pose`,
  denoising: words`Drawing the picture`,
  decoding: words`Finishing the picture`,
  checking: words`Checking the picture`,
};

/** What the engine is doing. */
export function stageWords(stage: StageName): string {
  return say(STAGE_WORDS[stage]);
}

/** How people call a backend. */
function backendName(backend: BackendName): string {
  return backend === 'webgpu' ? 'GPU (WebGPU)' : 'CPU (WASM)';
}

/** Who drew a picture: the backend here, or the back end elsewhere. */
export function drawerName(by: DrawnBy): string {
  return by.kind === 'engine' ? backendName(by.backend.backend) : by.label;
}

/** A duration in seconds, with a decimal where it is short. */
export function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return value < 10 ? `${decimal(value, 1)} s` : `${Math.round(value)} s`;
}

/** Bytes of a download, such as "4.1 of 12.6 MB". */
export function megabytes(bytes: number, total: number): string {
  return say`${decimal(bytes / MEGABYTE, 1)} of ${decimal(total / MEGABYTE, 1)} MB`;
}
