import { assign } from '../../assignment.ts';

/**
 * Finds the matching of greatest total weight between rows and columns.
 *
 * @param weights - `[rows][columns]`; pairs of weight 0 or less are left unmatched
 * @returns for each row its column, -1 where it has none
 */
export function bestMatching(weights: readonly (readonly number[])[]): number[] {
  const columnOf = assign(weights.map((row) => row.map((weight) => -Math.max(0, weight))));
  return columnOf.map((column = -1, row) => ((weights[row]?.[column] ?? 0) > 0 ? column : -1));
}
