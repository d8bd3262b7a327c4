import * as ort from 'onnxruntime-web';
import type { LoadedOrt } from './ort.ts';

/**
 * The CPU build for Node. The first call of a process decides the number of threads.
 *
 * @param threads - usually one for each processor
 */
export function loadOrtForNode(threads: number): LoadedOrt {
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  return { ort, threads };
}
