import type { Point } from '../../types.ts';

const NEIGHBOURS: readonly Point[] = [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => ({ x, y })));

/** Splits px into pieces: they go together over gaps of about `gap` px. */
export function piecesOf(points: readonly Point[], gap: number): Point[][] {
  const cellOf = (value: number): number => Math.floor(value / gap);
  const cells = new Map<string, Point[]>();
  for (const point of points) {
    const key = `${cellOf(point.x)},${cellOf(point.y)}`;
    const cell = cells.get(key);
    if (cell) cell.push(point);
    else cells.set(key, [point]);
  }
  const pieces: Point[][] = [];
  for (const [key, cell] of cells) {
    cells.delete(key);
    const piece = [...cell];
    for (let next = 0; next < piece.length; next++) {
      const { x = 0, y = 0 } = piece[next] ?? {};
      for (const offset of NEIGHBOURS) {
        const near = `${cellOf(x) + offset.x},${cellOf(y) + offset.y}`;
        piece.push(...(cells.get(near) ?? []));
        cells.delete(near);
      }
    }
    pieces.push(piece);
  }
  return pieces;
}
