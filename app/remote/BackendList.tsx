import { useStore } from 'zustand';
import { REMOTE_BACKENDS } from '../../core/remote/index.ts';
import { useServices } from '../services.ts';
import { BackendCard } from './BackendCard.tsx';
import { KeysFooter } from './KeysFooter.tsx';
import { PolicyField } from './PolicyField.tsx';
import { SpendingFields } from './SpendingFields.tsx';
import { UnlockForm } from './UnlockForm.tsx';

/** When other machines are asked, which, and for how much. */
export function BackendList(): React.JSX.Element {
  const { stores } = useServices();
  const order = useStore(stores.remote, (state) => state.order);
  const listed = order.flatMap((id) => REMOTE_BACKENDS.find((backend) => backend.id === id) ?? []);
  return (
    <>
      <PolicyField />
      <UnlockForm />
      <section className="backends-section" aria-labelledby="backends-order">
        <h3 id="backends-order">Who is asked, and in what order</h3>
        <p className="hint">The first one that is ready gets the picture.</p>
        <ol className="entries">
          {listed.map((backend, index) => (
            <BackendCard key={backend.id} backend={backend} index={index} count={listed.length} />
          ))}
        </ol>
      </section>
      <SpendingFields />
      <KeysFooter />
    </>
  );
}
