import { ListOrdered } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { isAhead, type QueueEntry } from '../../state/queue.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { say } from '../../words/say.ts';
import type { QueueDesk } from '../desk.ts';
import { EntryRow } from './EntryRow.tsx';
import { QueueBar } from './QueueBar.tsx';
import { QueueMessages } from './QueueMessages.tsx';

interface QueueListProps {
  readonly desk: QueueDesk;
  readonly onBatch: () => void;
}

/** All entries: what runs and waits, then what had its turn, the latest first. */
export function QueueList({ desk, onBatch }: QueueListProps): React.JSX.Element {
  const { stores } = useServices();
  const entries = useStore(stores.queue, (queue) => queue.entries);
  const running = entries.filter(({ course }) => course.status === 'running');
  const waiting = entries.filter(({ course }) => course.status === 'waiting');
  const over = entries.filter((entry) => !isAhead(entry)).toReversed();
  return (
    <>
      <QueueBar {...{ desk, entries, onBatch }} />
      <QueueMessages desk={desk} />
      {entries.length === 0 ? (
        <Empty
          icon={ListOrdered}
          title={say`Nothing waits.`}
          hint={say`The button beside Generate adds the picture that is set, with its pose and all settings as they are then. A batch adds many at once: of a prompt with choices, of several poses and seeds, or of a table.`}
        />
      ) : (
        <div className="queue-lists">
          <Entries desk={desk} heading={say`Being drawn`} entries={running} />
          <Entries desk={desk} heading={say`Waiting (${waiting.length})`} entries={waiting} />
          <Entries desk={desk} heading={say`Finished (${over.length})`} entries={over} />
        </div>
      )}
    </>
  );
}

interface EntriesProps {
  readonly desk: QueueDesk;
  readonly heading: string;
  readonly entries: readonly QueueEntry[];
}

/** How many are shown at first, and more at a press: each has a dozen elements. */
const SHOWN = 200;

function Entries({ desk, heading, entries }: EntriesProps): React.JSX.Element | null {
  const [most, setMost] = useState(SHOWN);
  if (entries.length === 0) return null;
  const hidden = Math.max(0, entries.length - most);
  return (
    <section className="queue-section">
      <h3>{heading}</h3>
      <ol>
        {entries.slice(0, most).map((entry, i) => (
          <EntryRow key={entry.id} {...{ desk, entry }} isFirst={i === 0} isLast={i === entries.length - 1} />
        ))}
      </ol>
      {hidden > 0 && (
        <Button className="queue-more" onClick={() => setMost(most + SHOWN)}>
          {say`Show ${Math.min(hidden, SHOWN)} more`}
        </Button>
      )}
    </section>
  );
}
