import { ArrowDown, ArrowUp, ArrowUpToLine, RotateCcw, Trash2, X } from 'lucide-react';
import type { QueueEntry } from '../../state/queue.ts';
import { IconButton } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import type { QueueDesk, QueueMove } from '../desk.ts';

interface EntryButtonsProps {
  readonly desk: QueueDesk;
  readonly entry: QueueEntry;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** It was sent away: the person may have to pay once more. */
  readonly onPaidRetry: () => void;
}

/** What can be done with one entry, as far as it is. */
export function EntryButtons(props: EntryButtonsProps): React.JSX.Element {
  const { desk, entry, onPaidRetry } = props;
  const { id, course, place } = entry;
  if (course.status === 'running') {
    return (
      <div className="queue-buttons">
        <IconButton label={say`Cancel this picture`} icon={<X size={16} />} onClick={() => desk.cancel(id)} />
      </div>
    );
  }
  const remove = (
    <IconButton label={say`Remove`} icon={<Trash2 size={16} />} onClick={() => void desk.remove([id])} />
  );
  if (course.status === 'waiting') {
    return (
      <div className="queue-buttons">
        <MoveButtons {...props} />
        {remove}
      </div>
    );
  }
  return (
    <div className="queue-buttons">
      <IconButton
        label={say`Run again`}
        icon={<RotateCcw size={16} />}
        onClick={() =>
          place.at === 'remote' ? onPaidRetry() : void desk.retry([{ id, dollars: 0, was: course.status }])
        }
      />
      {remove}
    </div>
  );
}

function MoveButtons({ desk, entry, isFirst, isLast }: EntryButtonsProps): React.JSX.Element {
  async function move(to: QueueMove, button: HTMLElement): Promise<void> {
    await desk.move(entry.id, to);
    // The row has moved in the page, which takes the focus from what is inside of it.
    requestAnimationFrame(() => button.focus());
  }
  const buttons = [
    { to: 'first', label: say`Move to the front`, icon: <ArrowUpToLine size={16} />, end: isFirst },
    { to: 'up', label: say`Move up`, icon: <ArrowUp size={16} />, end: isFirst },
    { to: 'down', label: say`Move down`, icon: <ArrowDown size={16} />, end: isLast },
  ] as const;
  return (
    <div className="queue-moves">
      {buttons.map(({ to, label, icon, end }) => (
        <IconButton
          key={to}
          label={label}
          icon={icon}
          resting={end}
          onClick={({ currentTarget }) => void move(to, currentTarget)}
        />
      ))}
    </div>
  );
}
