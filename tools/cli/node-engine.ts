/*
 * The worker's engine in Node: the same pipeline on the CPU kernels.
 */
import { availableParallelism } from 'node:os';
import type { WeightPolicy } from '../../core/quantize/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { type ModelPlaces, openModel } from '../../workers/engine/model.ts';
import {
  createPipeline,
  type Generated,
  type GenerateOptions,
  generatePicture,
} from '../../workers/engine/pipeline.ts';
import { createRuntime } from '../../workers/runtime/index.ts';
import { loadOrtForNode } from '../../workers/runtime/ort-node.ts';

/** Where a model and what is added to it lie. */
export type NodePlaces = Omit<ModelPlaces, 'policy'>;

/** Which model, and how its raw weights are stored. */
export interface NodeEngineOptions extends NodePlaces {
  /** Of raw checkpoints; packed files bring their own. */
  readonly policy: WeightPolicy;
  /** One for each processor unless given. */
  readonly threads?: number;
}

/** An opened model that generates. */
export interface NodeEngine {
  readonly generate: (request: GenerateRequest, options?: GenerateOptions) => Promise<Generated>;
  readonly release: () => Promise<void>;
}

/**
 * Opens a model.
 *
 * @throws ArmatureError as `openModel`
 */
export async function openNodeEngine({ threads, ...places }: NodeEngineOptions): Promise<NodeEngine> {
  const clock = (): number => performance.now();
  const loaded = loadOrtForNode(threads ?? availableParallelism());
  const runtime = createRuntime({ loaded, clock });
  const context = createPipeline({ model: await openModel(places), runtime, clock });
  return {
    generate: (request, options) => generatePicture(context, request, options),
    release: () => context.sessions.releaseAll(),
  };
}
