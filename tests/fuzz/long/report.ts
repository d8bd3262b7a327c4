/*
 * What a run found, and how it is told.
 */

/** What became of one target's inputs. */
export interface Report {
  /** Inputs that were tried to their end. */
  readonly inputs: number;
  readonly accepted: number;
  readonly slowestMs: number;
  /** Number of the slowest input. */
  readonly slowest: number;
  /** Most that was in use, in heap and buffers. */
  readonly heapBytes: number;
  /** What was wrong, with the smallest input that shows it. */
  readonly failure?: string;
}

/** The head of the table. */
export const HEAD = [
  '| target | inputs | accepted | slowest, ms | most memory, MB |',
  '| --- | --: | --: | --: | --: |',
];

/** One row of the table. */
export function rowOf(name: string, { inputs, accepted, slowestMs, heapBytes }: Report): string {
  const share = inputs === 0 ? 0 : (100 * accepted) / inputs;
  return `| ${name} | ${inputs.toLocaleString('en')} | ${share.toFixed(1)} % | ${slowestMs.toFixed(0)} | ${(heapBytes / 2 ** 20).toFixed(0)} |`;
}
