/*
 * The price of one run, taken from the budget of the day before it is sent.
 */
import { type Bill, giveBack, isAffordable, reserve } from '../../../core/remote/index.ts';
import type { RemoteStore } from '../../state/remote.ts';
import { dayOf } from '../back-ends/accounts.ts';

/** What a run takes of the budget. */
export interface Charge {
  /** False where it would pass the budget; nothing is taken then. */
  take(): boolean;
  /** The run was refused and not billed. */
  giveBack(): void;
  /** The service has told the price. */
  correct(bill: Bill | undefined): void;
}

/**
 * Makes the charge of a run.
 *
 * @param dollars - its price as the service states it
 * @param now - milliseconds since 1970
 */
export function chargeFor(remote: RemoteStore, dollars: number, now: () => number): Charge {
  let taken: { readonly day: string; readonly dollars: number } | undefined;
  const back = (amount: number): void => {
    if (!taken) return;
    const { day } = taken;
    remote.setState(({ spent }) => ({ spent: giveBack(spent, day, amount) }));
  };
  return {
    take() {
      if (dollars === 0) return true;
      const day = dayOf(new Date(now()));
      const { spent, dollarsPerDay } = remote.getState();
      if (!isAffordable(spent, day, dollars, dollarsPerDay)) return false;
      taken = { day, dollars };
      remote.setState({ spent: reserve(spent, day, dollars) });
      return true;
    },
    giveBack: () => back(dollars),
    correct(bill) {
      if (bill?.dollars !== undefined) back(dollars - bill.dollars);
    },
  };
}
