import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { OfflineNote } from '../../ui/OfflineNote.tsx';
import { say } from '../../words/say.ts';
import { BackendCard } from './BackendCard.tsx';
import { KeysFooter } from './KeysFooter.tsx';
import { PolicyField } from './PolicyField.tsx';
import { orderedBackends } from '../back-ends/readiness.ts';
import { SpendingFields } from './SpendingFields.tsx';
import { UnlockForm } from './UnlockForm.tsx';

/** When other machines are asked, which, and for how much. */
export function BackendList(): React.JSX.Element {
  const { stores } = useServices();
  const state = useStore(stores.remote);
  const listed = orderedBackends(state);
  return (
    <>
      <OfflineNote>{say`There is no network. Only back ends on this machine can be reached.`}</OfflineNote>
      <PolicyField />
      <UnlockForm />
      <section className="backends-section" aria-labelledby="backends-order">
        <h3 id="backends-order">{say`Who is asked, and in what order`}</h3>
        <p className="hint">{say`The first one that is ready gets the picture.`}</p>
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
