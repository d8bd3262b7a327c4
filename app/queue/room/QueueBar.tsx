import { Layers, ListX, Pause, Play } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import type { QueueEntry } from '../../state/queue.ts';
import { Button } from '../../ui/Button.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { say } from '../../words/say.ts';
import type { QueueDesk } from '../desk.ts';
import { askToNotify, mayNotify } from '../telling.ts';

interface QueueBarProps {
  readonly desk: QueueDesk;
  readonly over: readonly QueueEntry[];
  /** Is nothing ahead? */
  readonly isEmpty: boolean;
  readonly onBatch: () => void;
}

/** What is done with the whole queue. */
export function QueueBar({ desk, over, isEmpty, onBatch }: QueueBarProps): React.JSX.Element {
  const { stores } = useServices();
  const paused = useStore(stores.queue, (queue) => queue.paused);
  return (
    <div className="queue-bar">
      <Button kind={isEmpty && !paused ? 'primary' : 'plain'} icon={<Layers size={16} />} onClick={onBatch}>
        {say`Add a batch`}
      </Button>
      {paused ? (
        <Button kind="primary" icon={<Play size={16} />} onClick={() => void desk.resume()}>
          {say`Resume`}
        </Button>
      ) : (
        <Button icon={<Pause size={16} />} onClick={() => void desk.pause()}>
          {say`Pause`}
        </Button>
      )}
      <Button
        icon={<ListX size={16} />}
        disabled={over.length === 0}
        onClick={() => void desk.remove(over.map(({ id }) => id))}
      >
        {say`Clear finished`}
      </Button>
      <NotifySwitch desk={desk} />
    </div>
  );
}

function NotifySwitch({ desk }: { readonly desk: QueueDesk }): React.JSX.Element {
  const { stores } = useServices();
  const notify = useStore(stores.queue, (queue) => queue.notify);
  async function set(wanted: boolean): Promise<void> {
    const allowed = wanted && (await askToNotify());
    await desk.setNotify(allowed);
    if (wanted && !allowed) {
      const problem = say`The browser allows this page no notifications. Allow them beside its address first.`;
      stores.queue.setState({ problem });
    }
  }
  return (
    <Switch checked={notify && mayNotify()} onChange={(wanted) => void set(wanted)}>
      {say`Notify me when it is done`}
    </Switch>
  );
}
