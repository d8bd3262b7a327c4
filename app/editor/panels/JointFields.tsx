import { Eye, EyeOff } from 'lucide-react';
import { keypointAt, type KeypointRef } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { keypointLabel } from '../../words/names.ts';
import { say } from '../../words/say.ts';
import { CommitNumber } from './CommitNumber.tsx';
import type { InspectedPerson } from './inspected-person.ts';

/** As far as a joint may lie outside of the canvas, in px. */
const OUTSIDE = 4096;

interface JointFieldsProps extends Pick<InspectedPerson, 'pose'> {
  readonly chosen: KeypointRef | undefined;
  /** Takes a point away, or brings it back. */
  readonly onToggle: (joint: number) => void;
}

/** The joint that is chosen: where it is, how sure a detector was of it, and whether it is there. */
export function JointFields({ pose, chosen, onToggle }: JointFieldsProps): React.JSX.Element {
  const { actions } = useServices();
  if (!chosen) return <p className="hint">{say`Choose a joint to see where it is.`}</p>;
  const point = keypointAt(pose, chosen) ?? null;
  const place = (change: { readonly x?: number; readonly y?: number }): void => {
    if (point) actions.figure.placeKeypoint(chosen, { x: point.x, y: point.y, ...change });
  };
  return (
    <div className="joint-fields">
      <div className="joint-head">
        <strong>{keypointLabel(chosen)}</strong>
        {point?.confidence !== undefined && (
          <span className="panel-aside">{say`${Math.round(point.confidence * 100)} % sure`}</span>
        )}
        <Button
          className="small"
          icon={point ? <EyeOff size={14} /> : <Eye size={14} />}
          onClick={() => onToggle(chosen.joint)}
        >
          {point ? say`Hide` : say`Show`}
        </Button>
      </div>
      {point && (
        <div className="panel-pair">
          <CommitNumber
            label={say`Joint x`}
            shortLabel={say`x, px`}
            value={rounded(point.x)}
            min={-OUTSIDE}
            max={pose.width + OUTSIDE}
            onCommit={(x) => place({ x })}
          />
          <CommitNumber
            label={say`Joint y`}
            shortLabel={say`y, px`}
            value={rounded(point.y)}
            min={-OUTSIDE}
            max={pose.height + OUTSIDE}
            onCommit={(y) => place({ y })}
          />
        </div>
      )}
    </div>
  );
}

/** To a tenth of a px, which is finer than any drawing. */
function rounded(place: number): number {
  return Math.round(place * 10) / 10;
}
