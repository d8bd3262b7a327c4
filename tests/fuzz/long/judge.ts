/*
 * What one input may take of the machine.
 */

/** What an input took. */
export interface Taken {
  /** Of the processor, in ms. */
  readonly processorMs: number;
  /** From its start to its end, or until now. */
  readonly wallMs: number;
  /** Most memory that the process ever had, in bytes: heap, buffers and all else that was touched. */
  readonly residentBytes: number;
}

/** Processor time, so that other programs on the machine do not count. */
const MOST_PROCESSOR_MS = 1000;
/** Whoever waits so long without doing so much waits for something that does not come, however busy the machine is. */
const LONGEST_WAIT_MS = 5000;
const IDLE_PROCESSOR_MS = 250;
/** The process with all that it has loaded takes 240 MB by itself; what is thrown away may lie about for a while. */
const CEILING_BYTES = 2 ** 30;

/** What is wrong with what an input took, if its work is made smaller with the input; undefined where nothing is. */
export function tooLong({ processorMs }: Pick<Taken, 'processorMs'>): string | undefined {
  return processorMs > MOST_PROCESSOR_MS ? `it took ${processorMs.toFixed(0)} ms` : undefined;
}

/** What is wrong with it so that nothing after it can be judged: the most memory stays what it was, waiting takes too long. */
export function tooMuch({ processorMs, wallMs, residentBytes }: Taken): string | undefined {
  if (wallMs > LONGEST_WAIT_MS && processorMs < IDLE_PROCESSOR_MS) {
    return `it waited for ${wallMs.toFixed(0)} ms and worked for ${processorMs.toFixed(0)} ms of them`;
  }
  if (residentBytes <= CEILING_BYTES) return undefined;
  return `the process came to ${(residentBytes / 2 ** 20).toFixed(0)} MB of memory`;
}
