import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { type Failure, failureFrom } from '../../../core/result/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import type { PromptDesk } from '../desk.ts';

/** Brings the desk, with what is saved read anew: other tabs save and delete, too. */
export function WithDesk({
  children,
}: {
  readonly children: (desk: PromptDesk) => ReactNode;
}): React.JSX.Element {
  const { actions } = useServices();
  const [desk, setDesk] = useState<PromptDesk>();
  const [failure, setFailure] = useState<Failure>();
  const bring = useCallback(() => {
    actions.prompts.desk().then(
      (brought) => {
        brought.dismiss();
        setDesk(brought);
        void brought.refresh();
      },
      (error: unknown) => setFailure(failureFrom(error, 'network')),
    );
  }, [actions]);
  useEffect(bring, [bring]);
  if (desk) return <>{children(desk)}</>;
  if (!failure) return <p className="hint part-wait">{say`One moment …`}</p>;
  return (
    <div className="notice" role="alert">
      <p>{failureSaid(failure)}</p>
      <Button
        onClick={() => {
          setFailure(undefined);
          bring();
        }}
      >
        {say`Try again`}
      </Button>
    </div>
  );
}
