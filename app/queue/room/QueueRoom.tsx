import { useEffect, useState } from 'react';
import type { SeededRequest } from '../../../core/request/index.ts';
import { failureFrom } from '../../../core/result/index.ts';
import { useServices } from '../../services.ts';
import { failureSaid, messageSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { BatchPage } from '../batch/BatchPage.tsx';
import type { QueueDesk } from '../desk.ts';
import { QueueList } from './QueueList.tsx';
import './room.css';

/** What stands inside of the queue's dialog: the list, or a batch that is being made. */
export function QueueRoom(): React.JSX.Element {
  const { actions } = useServices();
  const [desk, setDesk] = useState<QueueDesk>();
  const [base, setBase] = useState<SeededRequest>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    actions.queue.desk().then(
      (fetched) => setDesk(fetched),
      (error: unknown) => setProblem(messageSaid(failureFrom(error))),
    );
  }, [actions]);

  function openBatch(): void {
    try {
      // A batch is made of what the form says now; it is behind this dialog.
      // Words that were filled in for this seed count as they are: the batch has choices of its own.
      const request = { ...actions.generate.currentRequest() };
      Reflect.deleteProperty(request, 'template');
      setBase(request);
      setProblem('');
    } catch (error) {
      const told = failureSaid(failureFrom(error));
      setProblem(told);
    }
  }

  if (base) return <BatchPage base={base} onClose={() => setBase(undefined)} />;
  return (
    <>
      {problem !== '' && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {desk ? (
        <QueueList desk={desk} onBatch={openBatch} />
      ) : (
        <p className="hint part-wait">{say`One moment …`}</p>
      )}
    </>
  );
}
