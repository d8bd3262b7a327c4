import { ArrowLeftRight, Copy, Download, PersonStanding, SlidersHorizontal, Trash2 } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { isBusy } from '../../state/job.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import type { GalleryRecord, PictureDetails } from '../record.ts';
import { requestOf } from '../request-of.ts';
import { useDesk } from './desk-context.ts';
import { lacksStart, STARTED_FROM_A_PICTURE } from './take-start.ts';
import { UpscaleField } from './UpscaleField.tsx';
import { usePictureUses } from './use-picture-uses.ts';
import { Variations } from './Variations.tsx';

interface PictureActionsProps {
  readonly record: GalleryRecord;
  readonly details: PictureDetails;
  /** Is it blurred just now? Then it does not leave the gallery. */
  readonly hidden: boolean;
  readonly onCompare: () => void;
}

/** What can be done with one picture. */
export function PictureActions({
  record,
  details,
  hidden,
  onCompare,
}: PictureActionsProps): React.JSX.Element {
  const desk = useDesk();
  const { stores } = useServices();
  const busy = useStore(stores.job, isBusy);
  const uses = usePictureUses(record, details);
  const lacking = lacksStart(record, details);
  const remakable = !lacking && requestOf(record.settings, details) !== undefined;
  return (
    <div className="picture-uses-column">
      <div className="picture-buttons">
        <Button
          icon={<SlidersHorizontal size={16} />}
          disabled={busy || Object.keys(record.settings).length === 0}
          onClick={() => void uses.useSettings()}
        >
          {say`Use these settings`}
        </Button>
        {details.pose && (
          <Button icon={<PersonStanding size={16} />} onClick={() => uses.usePose()}>
            {say`Use this pose`}
          </Button>
        )}
        {!hidden && (
          <>
            <Button icon={<Download size={16} />} onClick={() => void uses.save()}>
              {say`Save PNG`}
            </Button>
            <Button icon={<Copy size={16} />} onClick={() => void uses.copy()}>
              {say`Copy`}
            </Button>
          </>
        )}
        <Button icon={<ArrowLeftRight size={16} />} onClick={onCompare}>
          {say`Compare`}
        </Button>
        <Button icon={<Trash2 size={16} />} onClick={() => void desk.remove([record.id])}>
          {say`Delete`}
        </Button>
      </div>
      {!hidden && <UpscaleField record={record} />}
      {lacking && <p className="hint">{say(STARTED_FROM_A_PICTURE)}</p>}
      {remakable && <Variations key={record.id} record={record} details={details} uses={uses} />}
    </div>
  );
}
