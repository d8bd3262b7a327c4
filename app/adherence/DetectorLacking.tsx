import { useEffect } from 'react';
import { useStore } from 'zustand';
import { modelsListed } from '../actions/models-listed.ts';
import { EntryCard } from '../models/EntryCard.tsx';
import '../models/models.css';
import { useServices } from '../services.ts';
import { activeModel, builtInOf } from '../state/models.ts';
import { NoDownloadNote } from '../ui/OfflineNote.tsx';
import { say } from '../words/say.ts';
import { detectorLacking } from './detector-choice.ts';

/** Before pictures are made, and paid for, that the built-in detector would misjudge: says so, and offers the one that knows them. */
export function DetectorLacking(): React.JSX.Element | null {
  const services = useServices();
  const { stores } = services;
  const elsewhere = useStore(stores.remote, ({ policy }) => policy === 'remote');
  const strange = useStore(
    stores.models,
    (state) => elsewhere || activeModel(state).id !== builtInOf(state.manifest).id,
  );
  const lacking = useStore(stores.models, (state) =>
    detectorLacking(state, elsewhere ? undefined : activeModel(state).id),
  );
  useEffect(() => {
    // A detector that is stored is used, once it is known that it is.
    if (strange) void modelsListed(services);
  }, [strange, services]);
  if (!lacking) return null;
  return (
    <section className="detector-lacking" aria-labelledby="detector-lacking">
      <h3 id="detector-lacking" className="visually-hidden">
        {say`Download of the detector`}
      </h3>
      <p className="hint">
        {say`These pictures would be measured by the built-in detector. It was made for other drawings, and its figures may mean nothing here. ${lacking.label} knows photographs: download it before you start.`}
      </p>
      <NoDownloadNote />
      <ul className="entries">
        <EntryCard key={lacking.id} entry={lacking} own={false} />
      </ul>
    </section>
  );
}
