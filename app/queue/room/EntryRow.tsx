import { useState } from 'react';
import { useStore } from 'zustand';
import { ProgressLine } from '../../generate/ProgressLine.tsx';
import { useServices } from '../../services.ts';
import type { QueueEntry } from '../../state/queue.ts';
import { say } from '../../words/say.ts';
import type { QueueDesk } from '../desk.ts';
import { EntryButtons } from './EntryButtons.tsx';
import { EntryPictures } from './EntryPictures.tsx';
import { RetryQuestion } from './RetryQuestion.tsx';
import { SmallPose } from './SmallPose.tsx';
import { courseWords, factsOf } from './words.ts';

interface EntryRowProps {
  readonly desk: QueueDesk;
  readonly entry: QueueEntry;
  /** Among those of its list. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** One entry, with what can be done with it. */
export function EntryRow({ desk, entry, isFirst, isLast }: EntryRowProps): React.JSX.Element {
  const { stores } = useServices();
  const models = useStore(stores.models);
  const runsHere = useStore(stores.queue, ({ runs }) => runs === 'here');
  const [asked, setAsked] = useState(false);
  const { request, course } = entry;
  const words = courseWords(entry);
  const prompt = request.prompt === '' ? say`No prompt` : request.prompt;
  return (
    <li className="queue-entry" data-status={course.status}>
      <SmallPose request={request} />
      <div className="queue-words">
        <p className="queue-prompt" title={prompt}>
          {prompt}
        </p>
        <p className="queue-facts">
          {factsOf(entry, models).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        {course.status === 'running' && runsHere && <ProgressLine />}
        {words !== '' && (
          <p className={course.status === 'failed' ? 'field-error' : 'queue-course'}>{words}</p>
        )}
        <EntryPictures entry={entry} />
        {asked && <RetryQuestion desk={desk} entry={entry} onAnswered={() => setAsked(false)} />}
      </div>
      <EntryButtons {...{ desk, entry, isFirst, isLast }} onPaidRetry={() => setAsked(true)} />
    </li>
  );
}
