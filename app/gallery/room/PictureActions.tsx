import {
  ArrowLeftRight,
  Copy,
  Download,
  PersonStanding,
  SlidersHorizontal,
  Sparkles,
  Trash2,
} from 'lucide-react';
import { useCallback, useState } from 'react';
import { RowStart } from '../../remote/panel/RowStart.tsx';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { say } from '../../words/say.ts';
import type { GalleryRecord, PictureDetails } from '../record.ts';
import { requestOf } from '../request-of.ts';
import { useDesk } from './desk-context.ts';
import { lacksStart, STARTED_FROM_A_PICTURE } from './take-start.ts';
import { UpscaleField } from './UpscaleField.tsx';
import { usePictureUses, variationsOf } from './use-picture-uses.ts';

interface PictureActionsProps {
  readonly record: GalleryRecord;
  readonly details: PictureDetails;
  /** Is it blurred just now? Then it does not leave the gallery. */
  readonly hidden: boolean;
  readonly onCompare: () => void;
}

const COUNTS = ['1', '2', '4', '8'] as const;
const COUNT_OPTIONS = COUNTS.map((value) => ({
  value,
  label: value === '1' ? say`1 picture` : say`${value} pictures`,
}));

/** What can be done with one picture. */
export function PictureActions({
  record,
  details,
  hidden,
  onCompare,
}: PictureActionsProps): React.JSX.Element {
  const desk = useDesk();
  const uses = usePictureUses(record, details);
  const [count, setCount] = useState<(typeof COUNTS)[number]>('4');
  const variations = useCallback(
    () => variationsOf(record, details, Number(count)),
    [record, details, count],
  );
  const lacking = lacksStart(record, details);
  const remakable = !lacking && requestOf(record.settings, details) !== undefined;
  return (
    <div className="picture-uses-column">
      <div className="picture-buttons">
        <Button
          icon={<SlidersHorizontal size={16} />}
          disabled={uses.busy || Object.keys(record.settings).length === 0}
          onClick={() => uses.useSettings()}
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
      {remakable && (
        <div className="picture-variations">
          <SelectField label={say`Variations`} options={COUNT_OPTIONS} value={count} onChange={setCount} />
          <RowStart
            words={say`Make`}
            icon={<Sparkles size={16} />}
            disabled={uses.busy}
            requests={variations}
            onStart={(dollars) => void uses.vary(Number(count), dollars)}
          />
          <p className="hint">{say`The same pose and settings with the next seeds.`}</p>
        </div>
      )}
    </div>
  );
}
