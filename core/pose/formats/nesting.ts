/** Objects and lists inside each other, at most; real documents have five. */
export const MAX_DEPTH = 64;

/** Whether data of others could be written again: what writes JSON runs out of stack in lists thousands of levels deep. */
export function isShallow(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return false;
    level = level.flatMap((inner): unknown[] =>
      typeof inner === 'object' && inner !== null ? Object.values(inner) : [],
    );
  }
  return true;
}
