import type { SeededRequest } from '../../../core/request/index.ts';
import type { Outlook } from '../../remote/actions.ts';
import type { QueueEntry } from '../../state/queue.ts';
import type { Retry } from '../desk.ts';

/** What running entries once more comes to. */
export interface PriceAgain {
  readonly again: readonly Retry[];
  /** How many are sent away. */
  readonly sent: number;
  /** US dollars, of all of them. */
  readonly dollars: number;
}

/** Prices entries as they would be sent now: what is drawn here, or at the cost of this page's own server, is free. */
export function priceAgain(
  entries: readonly QueueEntry[],
  outlook: (backendId: string, request: SeededRequest) => Pick<Outlook, 'dollars' | 'relayed'>,
): PriceAgain {
  const again = entries.map(({ id, place, request, course: { status: was } }): Retry => {
    if (place.at === 'here') return { id, was, dollars: 0 };
    const { dollars, relayed } = outlook(place.backendId, request);
    return { id, was, dollars: relayed ? 0 : dollars };
  });
  return {
    again,
    sent: entries.filter(({ place }) => place.at === 'remote').length,
    dollars: again.reduce((sum, { dollars }) => sum + dollars, 0),
  };
}
