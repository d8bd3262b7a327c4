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
  /** Most memory that its process had: heap, buffers, and what the process takes by itself. */
  readonly residentBytes: number;
  /** What was wrong, with the smallest input that shows it. */
  readonly failure?: string;
  /** Number of the input at which the process was ended, which is then as the seed made it. */
  readonly failedAt?: number;
}

/** The head of the table. */
export const HEAD = [
  '| target | inputs | accepted | slowest, ms | most memory, MB |',
  '| --- | --: | --: | --: | --: |',
];

/** One row of the table. */
export function rowOf(name: string, { inputs, accepted, slowestMs, residentBytes }: Report): string {
  const share = inputs === 0 ? 0 : (100 * accepted) / inputs;
  return `| ${name} | ${inputs.toLocaleString('en')} | ${share.toFixed(1)} % | ${slowestMs.toFixed(0)} | ${(residentBytes / 2 ** 20).toFixed(0)} |`;
}
