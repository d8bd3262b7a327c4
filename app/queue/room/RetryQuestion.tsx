import { counted } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import type { QueueEntry } from '../../state/queue.ts';
import { backendOf } from '../../remote/back-ends/accounts.ts';
import { dollarWords, serviceName } from '../../remote/words.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import type { QueueDesk } from '../desk.ts';
import { backToButtons } from './keeps-place.ts';
import { type PriceAgain, priceAgain } from './price-again.ts';

interface RetryQuestionProps {
  readonly desk: QueueDesk;
  /** One at the least of them was sent away. */
  readonly entries: readonly QueueEntry[];
  readonly onAnswered: () => void;
}

/** What is sent away once more may be paid for once more: nobody does so who did not mean to. */
export function RetryQuestion({ desk, entries, onAnswered }: RetryQuestionProps): React.JSX.Element {
  const { actions } = useServices();
  const price = priceAgain(entries, (backendId, request) => actions.remote.outlook(backendId, request));
  const { dollars } = price;
  function agree(): void {
    onAnswered();
    void desk.retry(price.again);
  }
  return (
    <div ref={backToButtons} className="question" role="group" aria-label={say`Before it is sent again`}>
      <p>{questionWords(entries, price)}</p>
      <div className="entry-buttons">
        <Button kind="primary" onClick={agree}>
          {dollars > 0 ? say`Pay ${dollarWords(dollars)}` : sendWords(entries.length)}
        </Button>
        <Button autoFocus onClick={onAnswered}>
          {say`Not now`}
        </Button>
      </div>
    </div>
  );
}

function sendWords(count: number): string {
  return count === 1 ? say`Send it again` : say`Send them again`;
}

function questionWords(entries: readonly QueueEntry[], { sent, dollars }: PriceAgain): string {
  const [only, ...others] = entries;
  if (only?.place.at === 'remote' && others.length === 0) {
    const service = serviceName(backendOf(only.place.backendId));
    return dollars > 0
      ? say`This sends it to ${service} once more and costs ${dollarWords(dollars)}, also where the first time was billed.`
      : say`This sends it to ${service} once more.`;
  }
  return dollars > 0
    ? say`This sends ${counted(sent, { one: '# entry', other: '# entries' })} away once more and costs ${dollarWords(dollars)} in all, also where the first time was billed.`
    : say`This sends ${counted(sent, { one: '# entry', other: '# entries' })} away once more.`;
}
