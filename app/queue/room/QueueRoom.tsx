import { useCallback, useEffect, useState } from 'react';
import { failureFrom } from '../../../core/result/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { failureSaid, messageSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { BatchPage } from '../batch/BatchPage.tsx';
import { type BatchBase, beginBatch } from '../batch/begin.ts';
import type { QueueDesk } from '../desk.ts';
import { QueueList } from './QueueList.tsx';
import './room.css';

/** What stands inside of the queue's dialog: the list, or a batch that is being made. */
export function QueueRoom(): React.JSX.Element {
  const services = useServices();
  const { actions } = services;
  const [desk, setDesk] = useState<QueueDesk>();
  const [batch, setBatch] = useState<BatchBase>();
  const [problem, setProblem] = useState('');
  const bring = useCallback(() => {
    actions.queue.desk().then(setDesk, (error: unknown) => setProblem(messageSaid(failureFrom(error))));
  }, [actions]);
  useEffect(bring, [bring]);

  async function openBatch(): Promise<void> {
    try {
      // A batch is made of what the form says now; it is behind this dialog.
      setBatch(await beginBatch(services));
      setProblem('');
    } catch (error) {
      const told = failureSaid(failureFrom(error));
      setProblem(told);
    }
  }

  if (batch) return <BatchPage begun={batch} onClose={() => setBatch(undefined)} />;
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
      {desk && <QueueList desk={desk} onBatch={() => void openBatch()} />}
      {!desk && problem === '' && <p className="hint part-wait">{say`One moment …`}</p>}
    </>
  );
}
