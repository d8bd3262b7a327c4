import { useStore } from 'zustand';
import { EntryCard } from '../models/EntryCard.tsx';
import '../models/models.css';
import { useServices } from '../services.ts';
import { SelectField } from '../ui/fields.tsx';
import { NoDownloadNote } from '../ui/OfflineNote.tsx';
import { say } from '../words/say.ts';
import { detectorInUse, isDetectorAtHand } from './store.ts';
import { PhotographOffer } from './PhotographOffer.tsx';
import { isSeenByBuiltIn } from './take-over.ts';
import { optionWords } from './words.ts';

/** Which detector looks; one that is not on this device can be downloaded here. */
export function DetectorField(): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const state = useStore(stores.models);
  const detectorId = useStore(stores.detect, (detect) => detect.detectorId);
  const used = detectorInUse(state, detectorId);
  if (!used) return null;
  return (
    <div className="detect-detector">
      <SelectField
        label={say`Detector`}
        options={state.manifest.detectors.map((detector) => ({
          value: detector.id,
          label: optionWords(detector, isDetectorAtHand(state, detector)),
        }))}
        value={used.id}
        onChange={actions.detect.chooseDetector}
      />
      {used.builtIn ? (
        <PhotographHint />
      ) : (
        !isDetectorAtHand(state, used) && (
          <section aria-labelledby="detector-title">
            <h3 id="detector-title" className="visually-hidden">
              {say`Download of the detector`}
            </h3>
            <NoDownloadNote />
            <ul className="entries">
              <EntryCard key={used.id} entry={used} own={false} />
            </ul>
          </section>
        )
      )}
    </div>
  );
}

/** The built-in detector was trained on drawings alone. Once it has looked, the way on is offered beside the picture. */
function PhotographHint(): React.JSX.Element {
  const { stores } = useServices();
  const isOffered = useStore(stores.detect, isSeenByBuiltIn);
  return (
    <div className="detect-hint">
      <p className="hint">
        {say`The built-in detector knows only drawings like those of the built-in model. In photographs it finds nobody, or the wrong thing.`}
      </p>
      {!isOffered && <PhotographOffer />}
    </div>
  );
}
