/*
 * A creating call that arrives twice is sent on once. A browser by itself repeats a call, of whatever method, when a
 * connection breaks that it used before, and its page neither learns of it nor can forbid it; so the page names each
 * creating call (draft-ietf-httpapi-idempotency-key-header).
 */

/** The header that names a call. */
export const CALL_NAME = 'idempotency-key';

const NAME = /^[\w-]{16,80}$/;
/** A browser repeats a call at once. */
const KEPT_MS = 30_000;

/** Does the work of a call that has a name once; whoever asks for it again gets the same answer. */
export type Once<T> = (name: string | undefined, work: () => Promise<T>) => Promise<T>;

/**
 * Makes the memory of named calls.
 *
 * @param isOpen - tells that an answer leaves the call open to be made again, as a refusal for too many calls does
 */
export function createOnce<T>(isOpen: (answer: T) => boolean): Once<T> {
  const known = new Map<string, Promise<T>>();
  return (name, work) => {
    if (name === undefined || !NAME.test(name)) return work();
    const earlier = known.get(name);
    if (earlier) return earlier;
    const first = work();
    known.set(name, first);
    const later = (): void => void setTimeout(() => known.delete(name), KEPT_MS).unref();
    first.then((answer) => (isOpen(answer) ? void known.delete(name) : later()), later);
    return first;
  };
}
