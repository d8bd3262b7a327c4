import type { ReactNode } from 'react';
import type { Failure } from '../../core/result/index.ts';
import { Button } from '../ui/Button.tsx';
import { messageSaid, nextSaid } from '../words/failed.ts';
import { FAILURE_WORDS } from '../words/failures.ts';
import { say } from '../words/say.ts';

interface FailureNoticeProps {
  readonly failure: Failure;
  readonly onRetry: () => void;
  /** What the button to try again says, where that has a price. */
  readonly retryWords?: string;
  /** Another way out, beside trying again. */
  readonly children?: ReactNode;
}

/** What happened and what to do next. */
export function FailureNotice({
  failure,
  onRetry,
  retryWords = say`Try again`,
  children,
}: FailureNoticeProps): React.JSX.Element {
  const about = FAILURE_WORDS[failure.code];
  return (
    <div className="notice" role="alert">
      <h3>{say(about.title)}</h3>
      <p>{messageSaid(failure)}</p>
      <p>{nextSaid(failure) ?? say(about.next)}</p>
      <div className="notice-actions">
        {about.retry && <Button onClick={onRetry}>{retryWords}</Button>}
        {children}
      </div>
      {failure.detail !== undefined && (
        <details>
          <summary>{say`Details`}</summary>
          <pre>
            {failure.code}: {failure.detail}
          </pre>
        </details>
      )}
    </div>
  );
}
