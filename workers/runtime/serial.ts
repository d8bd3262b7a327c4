/** Runs tasks one after another, in the order in which they were given. */
export type Serial = <T>(task: () => Promise<T>) => Promise<T>;

/** Starts an empty queue. A task that fails does not stop the next one. */
export function createSerial(): Serial {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}
