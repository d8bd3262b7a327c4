import type { StateDict } from '../../weights/index.ts';

/** Questions about the shapes of one network. */
export interface ShapeReader {
  /** Length of a tensor's axis; 0 when there is no such tensor. */
  side(name: string, axis: number): number;
  has(name: string): boolean;
  /** How many consecutive numbers from 0 make `path` followed by the number and a dot begin a name. */
  count(path: string): number;
}

/** Reads the shapes of a network. */
export function shapeReader(state: StateDict): ShapeReader {
  const names = state.names();
  return {
    side: (name, axis) => state.shapeOf(name)?.[axis] ?? 0,
    has: (name) => state.shapeOf(name) !== undefined,
    count(path) {
      const begins = (i: number): boolean => names.some((name) => name.startsWith(`${path}.${i}.`));
      let i = 0;
      while (begins(i)) i++;
      return i;
    },
  };
}

/** The numbers 0 to count - 1. */
export function upTo(count: number): readonly number[] {
  return [...Array(count).keys()];
}
