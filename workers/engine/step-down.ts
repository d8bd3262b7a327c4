/*
 * What is done when a model does not fit into memory as it is stored.
 */
import type { WeightPolicy } from '../../core/quantize/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import type { ModelFolder } from './model-folder.ts';

/** A model that can be had in several sizes. */
export interface Sizes {
  readonly folder: ModelFolder;
  /** Ways to store the weights that take less, the largest first. */
  readonly smallerPolicies: readonly WeightPolicy[];
  /** The same model with its weights stored in fewer bits. */
  smaller(policy: WeightPolicy): Promise<ModelFolder>;
}

/** What fitted, and how the weights had to be made smaller for it. */
export interface Fitted<T> {
  readonly value: T;
  readonly madeSmaller?: WeightPolicy;
}

/**
 * Brings a model up as it is stored and, as long as memory does not suffice, in each smaller size in turn.
 *
 * @param bringUp - must leave nothing behind when it throws
 * @throws ArmatureError the last `out-of-memory` where nothing fits; any other failure at once
 */
export async function bringUpWhatFits<T>(
  sizes: Sizes,
  bringUp: (folder: ModelFolder) => Promise<T>,
): Promise<Fitted<T>> {
  let tight: unknown;
  try {
    return { value: await bringUp(sizes.folder) };
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    tight = error;
  }
  for (const madeSmaller of sizes.smallerPolicies) {
    try {
      return { value: await bringUp(await sizes.smaller(madeSmaller)), madeSmaller };
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
      tight = error;
    }
  }
  throw tight;
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof ArmatureError && error.code === 'out-of-memory';
}
