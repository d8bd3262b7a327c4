/*
 * What is left of the person's money at services, as the services tell it.
 */
import type { Account, Balance, RemoteBackend } from '../../../core/remote/index.ts';
import type { RemoteStore } from '../../state/remote.ts';
import { accountOf, relayOf, serviceOf } from './accounts.ts';
import { callableOf } from './callable.ts';
import type { KeyVault } from '../keys/key-vault.ts';
import { guarded, type Send } from '../calls/transport.ts';

/** What asking needs. */
export interface BalanceDependencies {
  readonly remote: RemoteStore;
  readonly vault: KeyVault;
  readonly send: Send;
}

/** A picture that is there is worth more than what is told beside it. */
const PATIENCE_MS = 10_000;

/**
 * Asks a service, which costs nothing; undefined where it has no such call.
 *
 * @throws ArmatureError in the words of the service
 */
export async function askBalance(
  { balance, readBalance }: Pick<RemoteBackend, 'balance' | 'readBalance'>,
  account: Account,
  send: Send,
  signal: AbortSignal,
): Promise<Balance | undefined> {
  return balance && readBalance?.(await send(balance(account), signal));
}

/** Keeps what a service told; undefined for nothing, after which nothing older counts. */
export function keepBalance(remote: RemoteStore, backendId: string, balance: Balance | undefined): void {
  const service = serviceOf(backendId);
  remote.setState(({ balances }) => {
    const others = Object.entries(balances).filter(([name]) => name !== service);
    return { balances: Object.fromEntries(balance ? [...others, [service, balance]] : others) };
  });
}

/**
 * Keeps what is left after a run that the person has paid: what came with its pictures, else what the service tells when it is
 * asked. Never rejects: where nothing is told, the page has its own count.
 */
export async function balanceAfter(
  { remote, vault, send }: BalanceDependencies,
  backendId: string,
  told: Balance | undefined,
): Promise<void> {
  const backend = callableOf(backendId);
  const state = remote.getState();
  if (backend.kind === 'own' || relayOf(state, backendId)) return;
  const account = accountOf(state, vault, backendId);
  const ask = (): Promise<Balance | undefined> =>
    askBalance(backend, account, guarded(send, account.key), AbortSignal.timeout(PATIENCE_MS));
  keepBalance(remote, backendId, told ?? (await ask().catch(() => undefined)));
}
