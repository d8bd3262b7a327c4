import { Dialog } from '@base-ui/react/dialog';
import { ListOrdered, X } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { isAhead, type QueueState } from '../state/queue.ts';
import { IconButton } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import './queue.css';

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
      <Dialog.Root
        open={open}
        onOpenChange={(dialogOpen) =>
          stores.queue.setState(dialogOpen ? { dialogOpen } : { dialogOpen, note: '', problem: '' })
        }
      >
        <Dialog.Trigger className="button queue-button">
          <ListOrdered size={16} /> Queue
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Backdrop className="backdrop" />
          <Dialog.Popup className="dialog queue">
            <header className="dialog-head">
              <Dialog.Title render={<h2 />}>Queue</Dialog.Title>
              <Dialog.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
            </header>
            <queuePart.Part />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
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
  if (paused) return ahead === 1 ? '1 waits, paused' : `${ahead} wait, paused`;
  return ahead === 1 ? '1 to draw' : `${ahead} to draw`;
}
