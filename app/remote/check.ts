/*
 * Asks a back end whether it can be reached and what it has. Nothing here costs anything.
 */
import { type Account, type HttpAnswer, type RemoteBackend } from '../../core/remote/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import type { Checkup, RemoteStore } from '../state/remote.ts';
import { accountOf, backendOf } from './accounts.ts';
import type { KeyVault } from './key-vault.ts';
import { guarded, type Send } from './transport.ts';

/** What checking needs. */
export interface CheckDependencies {
  readonly remote: RemoteStore;
  readonly vault: KeyVault;
  readonly send: Send;
}

/** Longer than a server takes that is there. */
const PATIENCE_MS = 20_000;

/** Asks, and tells the store what came of it; a check that was begun later has the last word. */
export async function checkBackend(
  { remote, vault, send }: CheckDependencies,
  backendId: string,
): Promise<void> {
  const asking: Checkup = { state: 'asking' };
  const tell = (checkup: Checkup): void =>
    remote.setState(({ checkups }) => ({ checkups: { ...checkups, [backendId]: checkup } }));
  tell(asking);
  const account = accountOf(remote.getState(), vault, backendId);
  const outcome = await ask(backendOf(backendId), account, guarded(send, account.key)).catch(
    (error: unknown): Checkup => ({ state: 'failed', failure: failureFrom(error) }),
  );
  if (remote.getState().checkups[backendId] === asking) tell(outcome);
}

async function ask(backend: RemoteBackend, account: Account, send: Send): Promise<Checkup> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  if (backend.lists && backend.readLists) {
    const answers: HttpAnswer[] = [];
    for (const call of backend.lists(account)) answers.push(await send(call, signal));
    const { checkpoints, controlNets } = backend.readLists(answers);
    return { state: 'fine', ...(checkpoints && { checkpoints }), ...(controlNets && { controlNets }) };
  }
  if (!backend.balance || !backend.readBalance) return { state: 'fine' };
  const { balance, creditsLeft } = backend.readBalance(await send(backend.balance(account), signal));
  if (balance !== undefined) return { state: 'fine', balance: { amount: balance, unit: 'dollars' } };
  if (creditsLeft !== undefined) return { state: 'fine', balance: { amount: creditsLeft, unit: 'credits' } };
  return { state: 'fine' };
}
