import { useServices } from '../../services.ts';
import type { QueueEntry } from '../../state/queue.ts';
import { backendOf } from '../../remote/back-ends/accounts.ts';
import { dollarWords, serviceName } from '../../remote/words.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import type { QueueDesk } from '../desk.ts';

interface RetryQuestionProps {
  readonly desk: QueueDesk;
  readonly entry: QueueEntry;
  readonly onAnswered: () => void;
}

/** What is sent away once more may be paid for once more: nobody does so who did not mean to. */
export function RetryQuestion({ desk, entry, onAnswered }: RetryQuestionProps): React.JSX.Element | null {
  const { actions } = useServices();
  const { id, place, request } = entry;
  if (place.at === 'here') return null;
  const outlook = actions.remote.outlook(place.backendId, request);
  const dollars = outlook.relayed ? 0 : outlook.dollars;
  const service = serviceName(backendOf(place.backendId));
  function agree(): void {
    onAnswered();
    void desk.retry(id, dollars);
  }
  return (
    <div className="question" role="group" aria-label={say`Before it is sent again`}>
      <p>
        {dollars > 0
          ? say`This sends it to ${service} once more and costs ${dollarWords(dollars)}, also where the first time was billed.`
          : say`This sends it to ${service} once more.`}
      </p>
      <div className="entry-buttons">
        <Button kind="primary" onClick={agree}>
          {dollars > 0 ? say`Pay ${dollarWords(dollars)}` : say`Send it again`}
        </Button>
        <Button autoFocus onClick={onAnswered}>
          {say`Not now`}
        </Button>
      </div>
    </div>
  );
}
