import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { isAhead } from '../../state/queue.ts';

/** How the queue stands, and what went wrong with it. */
export function QueueMessages(): React.JSX.Element {
  const { stores } = useServices();
  const { entries, paused, why, runs, unkept, note, problem } = useStore(stores.queue);
  const ahead = entries.some(isAhead);
  return (
    <div className="queue-messages" role="status">
      {unkept && (
        <p className="field-error">
          The queue is not kept when the page is closed. {unkept.message} {unkept.next}
        </p>
      )}
      {problem !== '' && <p className="field-error">{problem}</p>}
      {paused && ahead && <p className="queue-paused">{why === '' ? 'The queue is paused.' : why}</p>}
      {runs === 'elsewhere' && ahead && <p className="hint">Another tab of this page draws.</p>}
      {note !== '' && <p className="hint">{note}</p>}
    </div>
  );
}
