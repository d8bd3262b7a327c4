import type { ReactNode } from 'react';
import type { Failure } from '../../core/result/index.ts';
import { Button } from '../ui/Button.tsx';
import { FAILURE_WORDS } from '../words/failures.ts';

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
  retryWords = 'Try again',
  children,
}: FailureNoticeProps): React.JSX.Element {
  const words = FAILURE_WORDS[failure.code];
  return (
    <div className="notice" role="alert">
      <h3>{words.title}</h3>
      <p>{failure.message}</p>
      <p>{failure.next ?? words.next}</p>
      <div className="notice-actions">
        {words.retry && <Button onClick={onRetry}>{retryWords}</Button>}
        {children}
      </div>
      {failure.detail !== undefined && (
        <details>
          <summary>Details</summary>
          <pre>
            {failure.code}: {failure.detail}
          </pre>
        </details>
      )}
    </div>
  );
}
