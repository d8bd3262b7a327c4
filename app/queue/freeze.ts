/*
 * From requests to entries of the queue: where each is drawn, with what and for how much, as it is set at this moment.
 */
import type { SeededRequest } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { allowanceOf } from '../actions/generating/allowance.ts';
import { setupNow } from '../state/local-setup.ts';
import type { QueueDraft } from '../state/queue.ts';
import type { QueueDependencies } from './queue-dependencies.ts';

/**
 * Decides where requests are drawn. Those that are sent away are fewer where money or a back end ends the row earlier.
 *
 * @param dollars - US dollars that the person has agreed to pay for all of them; undefined for what they come to
 * @throws ArmatureError `bad-request` where none can be sent away, and that is where they are to be drawn
 */
export function freeze(
  { remote, models, settings }: Pick<QueueDependencies, 'remote' | 'models' | 'settings'>,
  requests: readonly SeededRequest[],
  dollars?: number,
): readonly QueueDraft[] {
  const quote = remote.quote(requests);
  if (!quote) {
    const setup = setupNow(models.getState(), settings.getState());
    return requests.map((request) => ({ request, place: { at: 'here', setup } }));
  }
  const row = allowanceOf(dollars ?? quote.possibleDollars);
  const end = quote.takers.findIndex((taker) => !row.take(taker.dollars));
  const takers = end < 0 ? quote.takers : quote.takers.slice(0, end);
  if (takers.length === 0) throw nobodyTakes(quote.obstacle);
  return takers.map(({ request, ...place }) => ({ request, place: { at: 'remote', ...place } }));
}

function nobodyTakes(obstacle: string): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message: words`Nothing was added: pictures are to be sent to a back end, and none takes this one.`,
    next: obstacle === '' ? words`Raise what you allow a day, or choose to draw on this device.` : obstacle,
  });
}
