/**
 * Pairs rows with columns so that the costs sum to the least, by shortest augmenting paths (Kuhn and Munkres' Hungarian
 * method in the form of Jonker and Volgenant, 1987). Takes time in the cube of the longer side.
 *
 * @param costs - finite numbers; all rows of the same length
 * @returns for each row its column; undefined for rows that are left over where there are fewer columns
 */
export function assign(costs: readonly (readonly number[])[]): (number | undefined)[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  if (rows <= columns) return assignRows(costs, columns);
  const byColumn = Array.from({ length: columns }, (_, j) => costs.map((row) => row[j] ?? 0));
  const rowOf = assignRows(byColumn, rows);
  return costs.map((_, row) => {
    const column = rowOf.indexOf(row);
    return column < 0 ? undefined : column;
  });
}

/** Node 0 stands for "no row" and "no column"; all others are counted from 1. */
interface Search {
  readonly costs: readonly (readonly number[])[];
  /** Row of each column; 0 where it is free. */
  readonly rowOf: number[];
  readonly rowPotential: number[];
  readonly columnPotential: number[];
}

/** There are no more rows than columns. */
function assignRows(costs: readonly (readonly number[])[], columns: number): number[] {
  const zeros = (length: number): number[] => new Array<number>(length + 1).fill(0);
  const search: Search = {
    costs,
    rowOf: zeros(columns),
    rowPotential: zeros(costs.length),
    columnPotential: zeros(columns),
  };
  for (let row = 1; row <= costs.length; row++) augment(search, row);
  const columnOf = new Array<number>(costs.length).fill(0);
  search.rowOf.forEach((row, column) => {
    if (row > 0) columnOf[row - 1] = column - 1;
  });
  return columnOf;
}

/** Finds the cheapest way to give `row` a column, moving other rows to other columns on its way. */
function augment(search: Search, row: number): void {
  const { costs, rowOf, rowPotential, columnPotential } = search;
  const cheapest = new Array<number>(rowOf.length).fill(Infinity);
  const cameFrom = new Array<number>(rowOf.length).fill(0);
  const reached = new Array<boolean>(rowOf.length).fill(false);
  rowOf[0] = row;
  let at = 0;
  do {
    reached[at] = true;
    const from = rowOf[at] ?? 0;
    let next = 0;
    let step = Infinity;
    for (let column = 1; column < rowOf.length; column++) {
      if (reached[column]) continue;
      const reduced =
        (costs[from - 1]?.[column - 1] ?? 0) - (rowPotential[from] ?? 0) - (columnPotential[column] ?? 0);
      if (reduced < (cheapest[column] ?? 0)) {
        cheapest[column] = reduced;
        cameFrom[column] = at;
      }
      if ((cheapest[column] ?? 0) < step) {
        step = cheapest[column] ?? 0;
        next = column;
      }
    }
    lower(search, { cheapest, reached, step });
    at = next;
  } while (rowOf[at] !== 0);
  while (at !== 0) {
    const before = cameFrom[at] ?? 0;
    rowOf[at] = rowOf[before] ?? 0;
    at = before;
  }
}

interface Frontier {
  readonly cheapest: number[];
  readonly reached: readonly boolean[];
  readonly step: number;
}

/** Shifts the potentials by what the next column costs, so that the edge to it costs nothing. */
function lower(
  { rowOf, rowPotential, columnPotential }: Search,
  { cheapest, reached, step }: Frontier,
): void {
  for (let column = 0; column < rowOf.length; column++) {
    if (reached[column]) {
      const row = rowOf[column] ?? 0;
      rowPotential[row] = (rowPotential[row] ?? 0) + step;
      columnPotential[column] = (columnPotential[column] ?? 0) - step;
    } else {
      cheapest[column] = (cheapest[column] ?? 0) - step;
    }
  }
}
