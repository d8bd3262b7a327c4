import { useRef } from 'react';
import { useStore } from 'zustand';
import { isSameSampling, samplingOf } from '../../core/manifest/index.ts';
import { useServices } from '../services.ts';
import { distilledTo } from '../state/models.ts';
import { Button } from '../ui/Button.tsx';
import { say } from '../words/say.ts';

/** Tells that other settings are chosen than those that the weights in use were distilled to, and leads back to them. */
export function DistilledHint(): React.JSX.Element {
  const { stores } = useServices();
  const elsewhere = useStore(stores.remote, ({ policy }) => policy === 'remote');
  const wanted = useStore(stores.models, distilledTo);
  const fits = useStore(stores.form, (form) => !wanted || isSameSampling(form, wanted));
  const region = useRef<HTMLDivElement>(null);
  const told = elsewhere || fits ? undefined : wanted;
  const onUse = (): void => {
    // The button goes with the hint; the keyboard goes on at what it has set.
    region.current?.parentElement?.querySelector('select')?.focus();
    if (told) stores.form.setState(samplingOf(told));
  };
  return (
    <div ref={region} className="distilled-hint" role="status">
      {told && (
        <>
          <p className="hint">{say`Made for ${told.steps} steps: other settings give worse pictures.`}</p>
          <Button className="small" onClick={onUse}>{say`Use the settings it was made for`}</Button>
        </>
      )}
    </div>
  );
}
