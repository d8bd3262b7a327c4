/** One line of the log: names and numbers alone, so that prompts, keys and addresses have no way in. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one line. */
export type Log = (event: string, fields?: LogFields) => void;

/**
 * Makes a log of JSON lines.
 *
 * @param write - takes one line with its end
 * @param now - milliseconds since 1970
 */
export function createLog(write: (line: string) => void, now: () => number): Log {
  return (event, fields = {}) =>
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), event, ...fields })}\n`);
}
