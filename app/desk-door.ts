/*
 * Doors of the first view to rooms whose code is fetched when it is needed.
 */
import { ArmatureError, type Failure } from '../core/result/index.ts';
import { untilFailure } from './until-failure.ts';

/**
 * Makes what gives the desk of a room: fetched and assembled at the first call, the same at all others, and tried again
 * after a failure.
 *
 * @param notFetched - what is told where the code does not come; thrown as an ArmatureError
 */
export function deskDoor<Code, Desk>(
  fetchCode: () => Promise<Code>,
  assemble: (code: Code) => Desk,
  notFetched: Failure,
): () => Promise<Awaited<Desk>> {
  return untilFailure(async (): Promise<Awaited<Desk>> => {
    const code = await fetchCode().catch((cause: unknown) => {
      throw new ArmatureError(notFetched, { cause });
    });
    return await assemble(code);
  });
}
