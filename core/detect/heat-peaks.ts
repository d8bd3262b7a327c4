/*
 * Peaks of heatmaps, and what the cells around them say. Positions are in cells, from the middle of the first one.
 */

/** One plane of a network's output, rows from the top. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** A position on a plane. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Logits to probabilities. */
export function sigmoidPlane({ width, height, values }: Plane): Plane {
  return { width, height, values: values.map((logit) => 1 / (1 + Math.exp(-logit))) };
}

/**
 * Finds the cells that none of their eight neighbours exceeds. Of equal neighbours the first in reading order counts.
 *
 * @param least - of a peak's value
 * @returns indices of cells in reading order
 */
export function peaksOf(plane: Plane, least: number): number[] {
  const { values } = plane;
  const peaks: number[] = [];
  for (let cell = 0; cell < values.length; cell++) {
    const value = values[cell]!;
    if (value < least) continue;
    const beaten = cellsAround(plane, cell).some((other) =>
      other < cell ? values[other]! >= value : values[other]! > value,
    );
    if (!beaten) peaks.push(cell);
  }
  return peaks;
}

/**
 * The mean of what a cell and its neighbours say, each counted by its heat.
 *
 * @param step - from a cell to the place that it names
 */
export function weightedPlace(plane: Plane, cell: number, step: (cell: number) => Place): Place {
  const sum = { weight: 0, x: 0, y: 0 };
  for (const other of [cell, ...cellsAround(plane, cell)]) {
    const weight = plane.values[other]!;
    const { x, y } = step(other);
    sum.weight += weight;
    sum.x += weight * ((other % plane.width) + x);
    sum.y += weight * (Math.floor(other / plane.width) + y);
  }
  return { x: sum.x / sum.weight, y: sum.y / sum.weight };
}

/** Distance of two places. */
export function apart(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Up to eight, in reading order. */
function cellsAround({ width, height }: Plane, cell: number): number[] {
  const x = cell % width;
  const y = Math.floor(cell / width);
  const around: number[] = [];
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
      if (row !== y || column !== x) around.push(row * width + column);
    }
  }
  return around;
}
