import { ListOrdered } from 'lucide-react';
import { useStore } from 'zustand';
import { counted } from '../../core/words/index.ts';
import { useServices } from '../services.ts';
import { isAhead, type QueueState } from '../state/queue.ts';
import { Button } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { opensDialog, PageDialog } from '../ui/PageDialog.tsx';
import './queue.css';
import { say } from '../words/say.ts';

/** Everything inside of the dialog. */
export const queuePart = lazyPart(async () => (await import('./room/QueueRoom.tsx')).QueueRoom);

/** The queue behind a button, with a line on how it stands. */
export function QueueDialog(): React.JSX.Element {
  const { stores } = useServices();
  const open = useStore(stores.queue, ({ dialogOpen }) => dialogOpen);
  const line = useStore(stores.queue, queueLine);
  const problem = useStore(stores.queue, (queue) => queue.problem);
  return (
    <div className="queue-line">
      <Button
        className="queue-button"
        icon={<ListOrdered size={16} />}
        {...opensDialog(open, () => stores.queue.setState({ dialogOpen: true }))}
      >
        {say`Queue`}
      </Button>
      <PageDialog
        open={open}
        title={say`Queue`}
        className="queue"
        onClose={() => stores.queue.setState({ dialogOpen: false, removed: [], note: '', problem: '' })}
      >
        <queuePart.Part />
      </PageDialog>
      <p className={problem === '' ? 'hint' : 'field-error'} role="status">
        {open ? '' : problem || line}
      </p>
    </div>
  );
}

/** How many wait, in words; empty where none do. */
function queueLine({ entries, paused }: QueueState): string {
  const ahead = entries.filter(isAhead).length;
  if (ahead === 0) return '';
  if (paused) return say`${counted(ahead, { one: '# waits, paused', other: '# wait, paused' })}`;
  return say`${counted(ahead, { one: '# to draw', other: '# to draw' })}`;
}
