/*
 * The price of one run, taken from the budget of the day before it is sent. Other tabs spend of the same budget, so it is
 * changed in turn with them.
 */
import { type Bill, giveBack, isAffordable, reserve } from '../../../core/remote/index.ts';
import type { RemoteStore } from '../../state/remote.ts';
import { dayOf } from '../back-ends/accounts.ts';
import type { KeptRun, RunShelf } from './run-shelf.ts';

/** What the budget needs. */
export interface ChargeDependencies {
  readonly remote: RemoteStore;
  readonly shelf: RunShelf;
  /** Does what no other tab may do meanwhile, once it is known what they have spent. */
  readonly inTurn: <T>(work: () => T) => Promise<T>;
}

type Priced = Pick<KeptRun, 'dollars' | 'sentAt'>;

/** Takes the price of a run, in turn. False where it would pass the budget; nothing is taken then. */
export function take(remote: RemoteStore, run: Priced): boolean {
  const { dollars } = run;
  if (dollars === 0) return true;
  const { spent, dollarsPerDay } = remote.getState();
  if (!isAffordable(spent, dayFor(run), dollars, dollarsPerDay)) return false;
  remote.setState({ spent: reserve(spent, dayFor(run), dollars) });
  return true;
}

/** The run was refused and not billed. */
export async function refund({ remote, inTurn }: ChargeDependencies, run: Priced): Promise<void> {
  await putBack(remote, inTurn, run, run.dollars);
}

/**
 * Puts the budget right where the service has told its price.
 *
 * @returns the run at that price, so that what is fetched once more is not put right once more
 */
export async function settle(
  { remote, shelf, inTurn }: ChargeDependencies,
  run: KeptRun,
  bill: Bill | undefined,
): Promise<KeptRun> {
  if (bill?.dollars === undefined || bill.dollars === run.dollars || run.relayed) return run;
  const settled = { ...run, dollars: bill.dollars };
  await putBack(remote, inTurn, run, run.dollars - bill.dollars);
  // Without the note of it a run of which pictures are missing would be put right again.
  await shelf.put(settled).catch(() => undefined);
  return settled;
}

async function putBack(
  remote: RemoteStore,
  inTurn: ChargeDependencies['inTurn'],
  run: Priced,
  dollars: number,
): Promise<void> {
  if (dollars === 0) return;
  await inTurn(() => remote.setState(({ spent }) => ({ spent: giveBack(spent, dayFor(run), dollars) })));
}

/** The day of whose budget it is paid. */
function dayFor({ sentAt }: Priced): string {
  return dayOf(new Date(sentAt));
}
