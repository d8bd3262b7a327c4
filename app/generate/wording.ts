import type { BackendName, StageName } from '../../core/contract/index.ts';
import type { DrawnBy } from '../state/picture.ts';

const MEGABYTE = 1_000_000;

const STAGE_WORDS: Readonly<Record<StageName, string>> = {
  preparing: 'Preparing',
  encoding: 'Reading the picture',
  text: 'Reading the prompt',
  control: 'Reading the pose',
  denoising: 'Drawing',
  decoding: 'Finishing the picture',
  checking: 'Checking the picture',
};

/** What the engine is doing. */
export function stageWords(stage: StageName): string {
  return STAGE_WORDS[stage];
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
  return value < 10 ? `${value.toFixed(1)} s` : `${Math.round(value)} s`;
}

/** Bytes of a download, such as "4.1 of 12.6 MB". */
export function megabytes(bytes: number, total: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} of ${(total / MEGABYTE).toFixed(1)} MB`;
}
