/** Sizes of a product of two factors. */
export interface ProductSizes {
  readonly rows: number;
  readonly rank: number;
  readonly columns: number;
}

/** Rows of `down` that are added in one pass, which saves reading and writing `target` for each. */
const AT_ONCE = 8;

/**
 * Adds `scale * up @ down` to a matrix in place.
 *
 * @param target - [rows, columns], row-major
 * @param up - [rows, rank]
 * @param down - [rank, columns]
 */
export function addProduct(
  target: Float32Array,
  { up, down, scale }: { readonly up: Float32Array; readonly down: Float32Array; readonly scale: number },
  { rows, rank, columns }: ProductSizes,
): void {
  const whole = rank - (rank % AT_ONCE);
  for (let row = 0; row < rows; row++) {
    const sums = target.subarray(row * columns, (row + 1) * columns);
    const factors = up.subarray(row * rank, (row + 1) * rank).map((value) => value * scale);
    for (let r = 0; r < whole; r += AT_ONCE) addEight(sums, factors.subarray(r), down.subarray(r * columns));
    for (let r = whole; r < rank; r++) {
      const factor = factors[r]!;
      const offset = r * columns;
      for (let i = 0; i < columns; i++) sums[i]! += factor * down[offset + i]!;
    }
  }
}

/** Adds eight scaled rows of `down` to `sums`. */
function addEight(sums: Float32Array, factors: Float32Array, down: Float32Array): void {
  const columns = sums.length;
  const [f0, f1, f2, f3] = [factors[0]!, factors[1]!, factors[2]!, factors[3]!];
  const [f4, f5, f6, f7] = [factors[4]!, factors[5]!, factors[6]!, factors[7]!];
  for (let i = 0, j = 4 * columns; i < columns; i++, j++) {
    sums[i]! +=
      f0 * down[i]! +
      f1 * down[i + columns]! +
      f2 * down[i + 2 * columns]! +
      f3 * down[i + 3 * columns]! +
      (f4 * down[j]! + f5 * down[j + columns]! + f6 * down[j + 2 * columns]! + f7 * down[j + 3 * columns]!);
  }
}
