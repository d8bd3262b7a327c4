/**
 * Finds the matching of greatest total weight between rows and columns, by the Hungarian method with potentials (Kuhn 1955,
 * Munkres 1957) in cubic time.
 *
 * @param weights - `[rows][columns]`; pairs of weight 0 or less are left unmatched
 * @returns for each row its column, -1 where it has none
 */
export function bestMatching(weights: readonly (readonly number[])[]): number[] {
  const rows = weights.length;
  const columns = weights[0]?.length ?? 0;
  const size = Math.max(rows, columns);
  const cost = (row: number, column: number): number => -Math.max(0, weights[row]?.[column] ?? 0);
  // Row and column 0 stand for "none yet"; real ones count from 1.
  const rowOf = new Int32Array(size + 1);
  const potentials = { row: new Float64Array(size + 1), column: new Float64Array(size + 1) };
  for (let row = 1; row <= size; row++) {
    rowOf[0] = row;
    const { last, before } = shortestPath(size, rowOf, potentials, cost);
    for (let column = last; column !== 0;) {
      const previous = before[column] ?? 0;
      rowOf[column] = rowOf[previous] ?? 0;
      column = previous;
    }
  }
  const matched = new Array<number>(rows).fill(-1);
  rowOf.forEach((row, column) => {
    if (column > 0 && row >= 1 && row <= rows && (weights[row - 1]?.[column - 1] ?? 0) > 0)
      matched[row - 1] = column - 1;
  });
  return matched;
}

interface Potentials {
  readonly row: Float64Array;
  readonly column: Float64Array;
}

/** Grows a tree of tight pairs from the row in `rowOf[0]` until it meets a column that no row has. */
function shortestPath(
  size: number,
  rowOf: Int32Array,
  { row: rowPotential, column: columnPotential }: Potentials,
  cost: (row: number, column: number) => number,
): { readonly last: number; readonly before: Int32Array } {
  const least = new Float64Array(size + 1).fill(Infinity);
  const before = new Int32Array(size + 1);
  const done = new Uint8Array(size + 1);
  let at = 0;
  do {
    done[at] = 1;
    const row = rowOf[at]!;
    let [step, next] = [Infinity, 0];
    for (let column = 1; column <= size; column++) {
      if (done[column]) continue;
      const slack = cost(row - 1, column - 1) - rowPotential[row]! - columnPotential[column]!;
      if (slack < least[column]!) {
        least[column] = slack;
        before[column] = at;
      }
      if (least[column]! < step) [step, next] = [least[column]!, column];
    }
    for (let column = 0; column <= size; column++) {
      if (done[column]) {
        rowPotential[rowOf[column]!]! += step;
        columnPotential[column]! -= step;
      } else least[column]! -= step;
    }
    at = next;
  } while (rowOf[at] !== 0);
  return { last: at, before };
}
