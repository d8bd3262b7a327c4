import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { activeModel, allModels, type ModelsState, presetAddons } from '../state/models.ts';
import { Button } from '../ui/Button.tsx';
import { OfflineNote } from '../ui/OfflineNote.tsx';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import { AddonsSection } from './AddonsSection.tsx';
import { EntryCard } from './EntryCard.tsx';
import { HubField } from './HubField.tsx';
import { OwnFiles } from './OwnFiles.tsx';
import { SafetySection } from './SafetySection.tsx';
import { byteWords } from './words.ts';

/** Models to draw with, what goes with them, files of the person, and the room that they take. */
export function ModelLists(): React.JSX.Element {
  const { stores } = useServices();
  const state = useStore(stores.models);
  const listed = new Set(state.manifest.models.map(({ id }) => id));
  return (
    <>
      <OfflineNote>{say`There is no network. What is on this device draws as before; nothing can be downloaded.`}</OfflineNote>
      <Notes state={state} />
      <section aria-labelledby="models-title">
        <h3 id="models-title" className="visually-hidden">
          {say`Models to draw with`}
        </h3>
        <ul className="entries">
          {allModels(state).map((entry) => (
            <EntryCard key={entry.id} entry={entry} own={!listed.has(entry.id)} />
          ))}
        </ul>
      </section>
      {(!activeModel(state).builtIn || presetAddons(state).length > 0) && <AddonsSection />}
      <Extras />
      <SafetySection />
      <Detectors />
      <Upscalers />
      <OwnFiles />
      <Room state={state} />
      <Leftovers state={state} />
      <HubField />
    </>
  );
}

/** What can be downloaded to go with a model. */
function Extras(): React.JSX.Element | null {
  const { stores } = useServices();
  const manifest = useStore(stores.models, (state) => state.manifest);
  const addons = manifest.addons.filter(
    (addon) => addon.kind !== 'safety-checker' && !('builtIn' in addon && addon.builtIn),
  );
  if (addons.length === 0) return null;
  return (
    <section className="models-section" aria-labelledby="extras-title">
      <h3 id="extras-title">{say`Extras`}</h3>
      <p className="hint">{say`They go with the models that are downloaded, not with the built-in one.`}</p>
      <ul className="entries">
        {addons.map((entry) => (
          <EntryCard key={entry.id} entry={entry} own={false} />
        ))}
      </ul>
    </section>
  );
}

/** What finds people in pictures. */
function Detectors(): React.JSX.Element | null {
  const { stores } = useServices();
  const { detectors } = useStore(stores.models, ({ manifest }) => manifest);
  if (detectors.length === 0) return null;
  return (
    <section className="models-section" aria-labelledby="detectors-title">
      <h3 id="detectors-title">{say`Detectors`}</h3>
      <p className="hint">
        {say`They find people in pictures, camera and video, and tell how pictures keep to their pose.`}
      </p>
      <ul className="entries">
        {detectors.map((entry) => (
          <EntryCard key={entry.id} entry={entry} own={false} />
        ))}
      </ul>
    </section>
  );
}

/** What enlarges finished pictures. */
function Upscalers(): React.JSX.Element | null {
  const { stores } = useServices();
  const { upscalers } = useStore(stores.models, ({ manifest }) => manifest);
  if (upscalers.length === 0) return null;
  return (
    <section className="models-section" aria-labelledby="upscalers-title">
      <h3 id="upscalers-title">{say`Upscalers`}</h3>
      <p className="hint">{say`They make larger pictures of those in the gallery.`}</p>
      <ul className="entries">
        {upscalers.map((entry) => (
          <EntryCard key={entry.id} entry={entry} own={false} />
        ))}
      </ul>
    </section>
  );
}

function Notes({ state }: { readonly state: ModelsState }): React.JSX.Element {
  const { note, persistence, unlisted } = state;
  return (
    <div className="models-notes" role="status">
      {note !== '' && <p className="models-note">{note}</p>}
      {unlisted && <p className="field-error">{failureSaid(unlisted)}</p>}
      {persistence === 'refused' && (
        <p className="hint">
          {say`The browser has not promised to keep models: when the device runs short of space, it may delete them.`}
        </p>
      )}
    </div>
  );
}

/** What is there but cannot be read: nothing is deleted unasked. */
function Leftovers({ state: { stored } }: { readonly state: ModelsState }): React.JSX.Element | null {
  const { actions } = useServices();
  if (!stored || stored.unreadable.length === 0) return null;
  return (
    <ul className="models-notes" aria-label={say`Leftovers`}>
      {stored.unreadable.map((id) => (
        <li key={id} className="hint">
          {say`${id} cannot be read: a crash or another version of the page left it.`}
          <Button className="small" onClick={() => void actions.library.remove(id)}>
            {say`Remove it`}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** What all of it takes, of what it may take. */
function Room({ state: { stored } }: { readonly state: ModelsState }): React.JSX.Element | null {
  if (!stored?.room) return null;
  const { used, quota } = stored.room;
  const models = stored.items.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
  const taken = models > 0 ? say`Models take ${byteWords(models)}; this` : say`This`;
  const words = say`${taken} page uses ${byteWords(used)} of ${byteWords(quota)} that the browser allows.`;
  return <p className="hint">{words}</p>;
}
