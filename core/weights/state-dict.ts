import { ArmatureError } from '../result/index.ts';
import { words } from '../words/index.ts';
import { floatsFrom } from './floats.ts';
import type { SafetensorsFile } from './safetensors.ts';

/** The tensors of a checkpoint by name, wherever their files lie. */
export interface StateDict {
  /** All names, in the order in which the tensors lie in their files: the one in which reading is sequential. */
  names(): readonly string[];
  /** Shape of a tensor, or undefined when there is none of that name. */
  shapeOf(name: string): readonly number[] | undefined;
  /**
   * Reads a tensor as float32, row-major. The caller may keep but not change it.
   *
   * @throws ArmatureError `bad-weights` when it is missing or holds no floats
   */
  floats(name: string): Promise<Float32Array>;
}

/** The tensors of one file. */
export function stateDictOf(file: SafetensorsFile): StateDict {
  const inFileOrder = [...file.entries.values()].sort((a, b) => a.offset - b.offset);
  return {
    names: () => inFileOrder.map(({ name }) => name),
    shapeOf: (name) => file.entries.get(name)?.shape,
    async floats(name) {
      const bytes = await file.read(name);
      return floatsFrom(bytes, file.entries.get(name)?.dtype ?? 'F32', name);
    },
  };
}

/** The tensors of a checkpoint in several files; the first file that has a name gives it. */
export function joinStateDicts(parts: readonly StateDict[]): StateDict {
  const owner = (name: string): StateDict | undefined =>
    parts.find((part) => part.shapeOf(name) !== undefined);
  return {
    names: () => [...new Set(parts.flatMap((part) => part.names()))],
    shapeOf: (name) => owner(name)?.shapeOf(name),
    async floats(name) {
      const part = owner(name);
      if (part) return part.floats(name);
      throw new ArmatureError({ code: 'bad-weights', message: words`The checkpoint has no tensor ${name}.` });
    },
  };
}
