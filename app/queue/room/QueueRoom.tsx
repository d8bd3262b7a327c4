import { useCallback, useEffect, useState } from 'react';
import type { SeededRequest } from '../../../core/request/index.ts';
import { failureFrom } from '../../../core/result/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
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
  const bring = useCallback(() => {
    actions.queue.desk().then(setDesk, (error: unknown) => setProblem(messageSaid(failureFrom(error))));
  }, [actions]);
  useEffect(bring, [bring]);

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
        <div className="notice" role="alert">
          <p>{problem}</p>
          {!desk && (
            <Button
              onClick={() => {
                setProblem('');
                bring();
              }}
            >
              {say`Try again`}
            </Button>
          )}
        </div>
      )}
      {desk && <QueueList desk={desk} onBatch={openBatch} />}
      {!desk && problem === '' && <p className="hint part-wait">{say`One moment …`}</p>}
    </>
  );
}
