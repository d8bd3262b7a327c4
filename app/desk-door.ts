/*
 * Doors of the first view to rooms whose code is fetched when it is needed.
 */
import { ArmatureError, type Failure, failureFrom } from '../core/result/index.ts';
import { type Words, words } from '../core/words/index.ts';
import { untilFailure } from './until-failure.ts';

/**
 * Makes what fetches the code of a room. Where it does not come, an ArmatureError `network` is thrown.
 *
 * @param notFetched - which part is missing
 * @param next - what the person can do about it
 */
export function roomCode<Code>(
  load: () => Promise<Code>,
  notFetched: Words,
  next = words`Check the connection, then try again.`,
): () => Promise<Code> {
  return async () => {
    try {
      return await load();
    } catch (cause) {
      throw new ArmatureError({ code: 'network', message: notFetched, next }, { cause });
    }
  };
}

/**
 * Makes what gives the desk of a room: fetched and assembled at the first call, the same at all others, and tried again
 * after a failure.
 */
export function deskDoor<Code, Desk>(
  fetchCode: () => Promise<Code>,
  assemble: (code: Code) => Desk,
): () => Promise<Awaited<Desk>> {
  return untilFailure(async (): Promise<Awaited<Desk>> => await assemble(await fetchCode()));
}

type Deed = (...given: never[]) => void | Promise<void>;

/**
 * Makes actions that are done at a desk: at once where it is there, and as soon as it is otherwise.
 *
 * @param names - actions that answer nothing
 * @param onNotFetched - is told where the desk does not come; what the action itself throws goes to its caller
 */
export function throughDoor<Desk extends Record<Name, Deed>, Name extends string>(
  door: () => Promise<Desk>,
  names: readonly Name[],
  onNotFetched: (failure: Failure) => void,
): Pick<Desk, Name> {
  let present: Desk | undefined;
  const done = (name: Name, desk: Desk, given: unknown[]) => desk[name](...(given as never[]));
  const later = (name: Name, given: unknown[]): Promise<void> =>
    door().then(
      (desk) => done(name, (present = desk), given),
      (error: unknown) => onNotFetched(failureFrom(error)),
    );
  const entries = names.map((name) => [
    name,
    (...given: unknown[]) => (present ? done(name, present, given) : later(name, given)),
  ]);
  return Object.fromEntries(entries) as Pick<Desk, Name>;
}
