import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { type Failure, failureFrom } from '../../../core/result/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import type { GalleryDesk } from '../desk.ts';
import { DeskContext } from './desk-context.ts';
import { Overview } from './Overview.tsx';
import './room.css';

/** Everything in the gallery's dialog. */
export function GalleryRoom(): React.JSX.Element {
  const { stores, actions } = useServices();
  const [desk, setDesk] = useState<GalleryDesk>();
  const [missing, setMissing] = useState<Failure>();
  const reading = useStore(stores.gallery, (state) => state.reading);
  const begin = useCallback(() => {
    actions.gallery.desk().then(
      (come) => {
        setDesk(come);
        void come.read();
        void come.measureUse();
      },
      (error: unknown) => setMissing(failureFrom(error, 'network')),
    );
  }, [actions]);
  useEffect(begin, [begin]);
  const failure = missing ?? (typeof reading === 'object' ? reading : undefined);
  if (failure) {
    return (
      <Unreadable
        failure={failure}
        onRetry={() => {
          setMissing(undefined);
          begin();
        }}
      />
    );
  }
  if (!desk) return <p className="hint part-wait">{say`One moment …`}</p>;
  return (
    <DeskContext value={desk}>
      <Overview />
    </DeskContext>
  );
}

interface UnreadableProps {
  readonly failure: Failure;
  readonly onRetry: () => void;
}

function Unreadable({ failure, onRetry }: UnreadableProps): React.JSX.Element {
  return (
    <div className="notice" role="alert">
      <h3>{say`The gallery cannot be read`}</h3>
      <p>{failureSaid(failure)}</p>
      <Button onClick={onRetry}>{say`Try again`}</Button>
    </div>
  );
}
