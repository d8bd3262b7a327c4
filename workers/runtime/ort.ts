import type { env, InferenceSession, Tensor } from 'onnxruntime-web';

/** What we use of onnxruntime-web. Its builds all have it; which one is loaded is decided elsewhere. */
export interface Ort {
  readonly env: typeof env;
  readonly InferenceSession: typeof InferenceSession;
  readonly Tensor: typeof Tensor;
}

/** A build of the runtime, set up. */
export interface LoadedOrt {
  readonly ort: Ort;
  /** Threads of the CPU kernels. */
  readonly threads: number;
}

/** A tensor as the runtime holds it. */
export type OrtTensor = Tensor;
