/*
 * Asks a back end whether it can be reached and what it has. Nothing here costs anything.
 */
import {
  type Account,
  type Balance,
  type HttpAnswer,
  relayRefusal,
  type RemoteBackend,
} from '../../../core/remote/index.ts';
import { ArmatureError, failureFrom } from '../../../core/result/index.ts';
import type { Checkup } from '../../state/remote.ts';
import { accountOf, relayOf } from './accounts.ts';
import { callableOf } from './callable.ts';
import { askBalance, type BalanceDependencies, keepBalance } from './balance.ts';
import { guarded, type Send } from '../calls/transport.ts';

/** Longer than a server takes that is there. */
const PATIENCE_MS = 20_000;

/** Asks, and tells the store what came of it; a check that was begun later has the last word. */
export async function checkBackend(
  { remote, vault, send }: BalanceDependencies,
  backendId: string,
): Promise<void> {
  const asking: Checkup = { state: 'asking' };
  const tell = (checkup: Checkup): void =>
    remote.setState(({ checkups }) => ({ checkups: { ...checkups, [backendId]: checkup } }));
  tell(asking);
  const state = remote.getState();
  const account = accountOf(state, vault, backendId);
  const asks = relayOf(state, backendId) ? unlessRefused(send) : guarded(send, account.key);
  const keep = (balance: Balance | undefined): void => keepBalance(remote, backendId, balance);
  const outcome = await ask(callableOf(backendId), account, asks, keep).catch((error: unknown): Checkup => ({
    state: 'failed',
    failure: failureFrom(error),
  }));
  if (remote.getState().checkups[backendId] === asking) tell(outcome);
}

/** What this page's own server refuses is told in its words. */
function unlessRefused(send: Send): Send {
  return async (call, signal) => {
    const answer = await send(call, signal);
    const own = relayRefusal(answer);
    if (own) throw new ArmatureError(own);
    return answer;
  };
}

async function ask(
  backend: RemoteBackend,
  account: Account,
  send: Send,
  tell: (balance: Balance | undefined) => void,
): Promise<Checkup> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  if (backend.lists && backend.readLists) {
    const answers: HttpAnswer[] = [];
    for (const call of backend.lists(account)) answers.push(await send(call, signal));
    return { state: 'fine', ...backend.readLists(answers) };
  }
  tell(await askBalance(backend, account, send, signal));
  return { state: 'fine' };
}
