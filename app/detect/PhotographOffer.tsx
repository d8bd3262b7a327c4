import { ScanSearch } from 'lucide-react';
import { useStore } from 'zustand';
import { downloadWords } from '../models/words.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { NoDownloadNote } from '../ui/OfflineNote.tsx';
import { say } from '../words/say.ts';
import { isDetectorAtHand, photographDetector } from './store.ts';

interface PhotographOfferProps {
  /** Is it what the person should do next? */
  readonly prominent?: boolean;
  /** Is a picture waiting to be looked at again? */
  readonly again?: boolean;
}

/** One press fetches the detector that knows photographs, which then looks at the picture at hand by itself. */
export function PhotographOffer(props: PhotographOfferProps): React.JSX.Element | null {
  const { prominent = false, again = false } = props;
  const { stores, actions } = useServices();
  const models = useStore(stores.models);
  const detector = photographDetector(models);
  if (!detector) return null;
  const { label, license } = detector;
  const isHere = isDetectorAtHand(models, detector);
  return (
    <div className="detect-hint">
      {!isHere && <NoDownloadNote />}
      <Button
        className="small"
        {...(prominent && { kind: 'primary' })}
        icon={<ScanSearch size={16} />}
        onClick={() => actions.detect.usePhotographDetector()}
      >
        {isHere ? say`Use ${label} for photographs` : say`Download ${label} (${downloadWords(detector)})`}
      </Button>
      {!isHere && (
        <p className="hint">
          {again ? say`Then it looks at this picture by itself. Licence: ` : say`Licence: `}
          <a href={license.url} target="_blank" rel="noreferrer">
            {license.name}
          </a>
        </p>
      )}
    </div>
  );
}
