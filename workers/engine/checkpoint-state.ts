import { type CheckpointComponent, componentState, recognise } from '../../core/checkpoints/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { type SafetensorsFile, type StateDict, stateDictOf } from '../../core/weights/index.ts';

/** Which network of a file is wanted, and by what names. */
export interface StateOrder {
  readonly network: CheckpointComponent | 'safety_checker';
  /** Names that our graphs ask for. */
  readonly wanted: readonly string[];
}

/**
 * The tensors of one network in the names of diffusers, whatever the file calls them.
 *
 * @throws ArmatureError `unsupported-model` when the file is of another family, or has no such network
 */
export function checkpointState(file: SafetensorsFile, { network, wanted }: StateOrder): StateDict {
  const asItIs = stateDictOf(file);
  // A safety checker has one spelling: what it lacks is named where it is asked for.
  if (network === 'safety_checker') return asItIs;
  if (wanted.every((name) => asItIs.shapeOf(name) !== undefined)) return asItIs;
  const recognised = recognise(file);
  switch (recognised.kind) {
    case 'refused':
      throw new ArmatureError(recognised.failure);
    case 'lora':
    case 'packed':
      // Neither maps to anything: the tensors that are missing are named where they are asked for.
      return asItIs;
    default:
      return componentState(asItIs, recognised, network);
  }
}
