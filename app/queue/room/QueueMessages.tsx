import { Undo2 } from 'lucide-react';
import { useStore } from 'zustand';
import { counted } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import { isAhead } from '../../state/queue.ts';
import { Button } from '../../ui/Button.tsx';
import { focusStaysInDialog } from '../../ui/hand-focus-on.ts';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import type { QueueDesk } from '../desk.ts';

/** How the queue stands, what went wrong with it, and the way back from taking entries out. */
export function QueueMessages({ desk }: { readonly desk: QueueDesk }): React.JSX.Element {
  const { stores } = useServices();
  const { entries, paused, why, runs, unkept, removed, note, problem } = useStore(stores.queue);
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
      {removed.length > 0 && (
        <p ref={focusStaysInDialog} className="queue-removed">
          {say`${counted(removed.length, { one: 'One entry is taken out.', other: '# entries are taken out.' })}`}
          <Button icon={<Undo2 size={16} />} onClick={() => void desk.undoRemove()}>
            {say`Undo`}
          </Button>
        </p>
      )}
      {note !== '' && <p className="hint">{note}</p>}
    </div>
  );
}
