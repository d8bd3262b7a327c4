import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { isAhead } from '../../state/queue.ts';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';

/** How the queue stands, and what went wrong with it. */
export function QueueMessages(): React.JSX.Element {
  const { stores } = useServices();
  const { entries, paused, why, runs, unkept, note, problem } = useStore(stores.queue);
  const ahead = entries.some(isAhead);
  return (
    <div className="queue-messages" role="status">
      {unkept && (
        <p className="field-error">
          {say`The queue is not kept when the page is closed. ${failureSaid(unkept)}`}
        </p>
      )}
      {problem !== '' && <p className="field-error">{problem}</p>}
      {paused && ahead && <p className="queue-paused">{why === '' ? say`The queue is paused.` : why}</p>}
      {runs === 'elsewhere' && ahead && <p className="hint">{say`Another tab of this page draws.`}</p>}
      {note !== '' && <p className="hint">{note}</p>}
    </div>
  );
}
