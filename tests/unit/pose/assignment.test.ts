import { describe, expect, it } from 'vitest';
import { assign } from '../../../core/pose/assignment.ts';

/** A generator of the same numbers every time (Park and Miller, 1988). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function costMatrix(rows: number, columns: number, seed: number): number[][] {
  const next = numbers(seed);
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.round(20 * next())));
}

function total(costs: readonly (readonly number[])[], columnOf: readonly (number | undefined)[]): number {
  return columnOf.reduce<number>(
    (sum, column, row) => sum + (column === undefined ? 0 : (costs[row]?.[column] ?? NaN)),
    0,
  );
}

/** The least sum over all ways to give `Math.min(rows, columns)` rows a column of their own. */
function leastByTrying(
  costs: readonly (readonly number[])[],
  left: number,
  taken: readonly number[] = [],
): number {
  const [row, ...others] = costs;
  if (!row || left === 0) return 0;
  const without = costs.length > left ? leastByTrying(others, left, taken) : Infinity;
  const withColumn = row.map((cost, column) =>
    taken.includes(column) ? Infinity : cost + leastByTrying(others, left - 1, [...taken, column]),
  );
  return Math.min(without, ...withColumn);
}

describe('assign', () => {
  const sizes = [
    [1, 1],
    [3, 3],
    [5, 5],
    [2, 5],
    [5, 2],
    [4, 6],
    [6, 4],
  ] as const;

  it.each(sizes)('finds the cheapest pairs of %i rows and %i columns', (rows, columns) => {
    for (let seed = 1; seed <= 40; seed++) {
      const costs = costMatrix(rows, columns, seed);
      const columnOf = assign(costs);
      const used = columnOf.filter((column) => column !== undefined);
      expect(used).toHaveLength(Math.min(rows, columns));
      expect(new Set(used).size).toBe(used.length);
      expect(total(costs, columnOf)).toBe(leastByTrying(costs, Math.min(rows, columns)));
    }
  });

  it('leaves every row without a column where there are none', () => {
    expect(assign([[], []])).toEqual([undefined, undefined]);
    expect(assign([])).toEqual([]);
  });
});
