import { memo, useState } from 'react';
import { useStore } from 'zustand';
import { ProgressLine } from '../../generate/ProgressLine.tsx';
import { useServices } from '../../services.ts';
import type { QueueEntry } from '../../state/queue.ts';
import { say } from '../../words/say.ts';
import type { QueueDesk } from '../desk.ts';
import { EntryButtons } from './EntryButtons.tsx';
import { keepsPlace } from './keeps-place.ts';
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

/** One entry, with what can be done with it. Hundreds may stand in the list, of which one changes at a time. */
export const EntryRow = memo(function EntryRow(props: EntryRowProps): React.JSX.Element {
  const { desk, entry } = props;
  const { stores } = useServices();
  const manifest = useStore(stores.models, (models) => models.manifest);
  const stored = useStore(stores.models, (models) => models.stored);
  const runsHere = useStore(stores.queue, ({ runs }) => runs === 'here');
  const [asked, setAsked] = useState(false);
  const { request, course } = entry;
  const words = courseWords(entry);
  const prompt = request.prompt === '' ? say`No prompt` : request.prompt;
  return (
    <li ref={keepsPlace} className="queue-entry" data-status={course.status}>
      <SmallPose request={request} />
      <div className="queue-words">
        <p className="queue-prompt" title={prompt}>
          {prompt}
        </p>
        <p className="queue-facts">
          {factsOf(entry, { manifest, stored }).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        {course.status === 'running' && runsHere && <ProgressLine />}
        {words !== '' && (
          <p className={course.status === 'failed' ? 'field-error' : 'queue-course'}>{words}</p>
        )}
        <EntryPictures entry={entry} />
        {asked && <RetryQuestion desk={desk} entries={[entry]} onAnswered={() => setAsked(false)} />}
      </div>
      <EntryButtons {...props} onPaidRetry={() => setAsked(true)} />
    </li>
  );
});
