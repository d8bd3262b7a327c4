import { Layers, ListX, Pause, Play, RotateCcw, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { isAhead, type QueueEntry } from '../../state/queue.ts';
import { Button } from '../../ui/Button.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { say } from '../../words/say.ts';
import type { QueueDesk } from '../desk.ts';
import { askToNotify, mayNotify } from '../telling.ts';
import { RetryQuestion } from './RetryQuestion.tsx';

interface QueueBarProps {
  readonly desk: QueueDesk;
  readonly entries: readonly QueueEntry[];
  readonly onBatch: () => void;
}

/** What is done with the whole queue. */
export function QueueBar({ desk, entries, onBatch }: QueueBarProps): React.JSX.Element {
  const { stores } = useServices();
  const paused = useStore(stores.queue, (queue) => queue.paused);
  const isEmpty = !entries.some(isAhead);
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
      <RemoveButtons {...{ desk, entries }} />
      <RetryFailed {...{ desk, entries }} />
      <NotifySwitch desk={desk} />
    </div>
  );
}

interface PartProps {
  readonly desk: QueueDesk;
  readonly entries: readonly QueueEntry[];
}

function RemoveButtons({ desk, entries }: PartProps): React.JSX.Element {
  const waiting = entries.filter(({ course }) => course.status === 'waiting');
  const over = entries.filter((entry) => !isAhead(entry));
  const remove = (some: readonly QueueEntry[]): void => void desk.remove(some.map(({ id }) => id));
  return (
    <>
      <Button icon={<Trash2 size={16} />} disabled={waiting.length === 0} onClick={() => remove(waiting)}>
        {say`Remove all waiting`}
      </Button>
      <Button icon={<ListX size={16} />} disabled={over.length === 0} onClick={() => remove(over)}>
        {say`Clear finished`}
      </Button>
    </>
  );
}

/** Runs what failed again, in its order; where it is sent away, it asks first. */
function RetryFailed({ desk, entries }: PartProps): React.JSX.Element | null {
  const button = useRef<HTMLButtonElement>(null);
  // Those of the press: what fails meanwhile has not been asked for.
  const [asked, setAsked] = useState<ReadonlySet<string>>();
  const failed = entries.filter(({ course }) => course.status === 'failed');
  // Meanwhile some may have been run by themselves.
  const still = asked ? failed.filter(({ id }) => asked.has(id)) : [];
  if (failed.length === 0) return null;
  function press(): void {
    if (failed.some(({ place }) => place.at === 'remote')) setAsked(new Set(failed.map(({ id }) => id)));
    else void desk.retry(failed.map(({ id }) => ({ id, dollars: 0, was: 'failed' })));
  }
  function answered(): void {
    setAsked(undefined);
    button.current?.focus();
  }
  return (
    <>
      <Button ref={button} icon={<RotateCcw size={16} />} onClick={press}>
        {say`Run failed again`}
      </Button>
      {still.length > 0 && <RetryQuestion desk={desk} entries={still} onAnswered={answered} />}
    </>
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
