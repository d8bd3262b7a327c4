import { Check } from 'lucide-react';
import { useState } from 'react';
import { matchesQuery, type Pose } from '../../../core/pose/index.ts';
import type { ControlInput } from '../../../core/request/index.ts';
import { counted } from '../../../core/words/index.ts';
import type { PoseItem } from '../../poses/items.ts';
import { PoseThumbnail } from '../../poses/PoseThumbnail.tsx';
import { say } from '../../words/say.ts';
import { countedPose, poseKey } from '../room/pose-key.ts';
import { CURRENT_POSE } from './plan.ts';

interface PosePickerProps {
  /** What the form asks for. */
  readonly control: ControlInput;
  readonly items: readonly PoseItem[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** Chooses several poses: the one on the canvas, the person's own, and those of the library. */
export function PosePicker({ control, items, chosen, onChange }: PosePickerProps): React.JSX.Element {
  const [query, setQuery] = useState('');
  const current = countedPose({ control });
  if (!current) {
    return <p className="hint">{say`The pose does not count: the model brings no ControlNet.`}</p>;
  }
  const found = items.filter(({ searchText }) => matchesQuery(searchText, query));
  function toggle(key: string): void {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    onChange(next);
  }
  return (
    <fieldset className="batch-poses">
      <legend>{say`${counted(chosen.size, { one: 'Poses (# chosen)', other: 'Poses (# chosen)' })}`}</legend>
      <div className="field">
        <input
          type="text"
          aria-label={say`Search poses`}
          placeholder={say`Search poses`}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <div className="batch-pose-grid">
        <PoseChoice
          label={say`On the canvas`}
          cacheKey={poseKey({ control })}
          pose={() => current}
          checked={chosen.has(CURRENT_POSE)}
          onToggle={() => toggle(CURRENT_POSE)}
        />
        {found.map(({ key, label, thumbnail }) => (
          <PoseChoice
            key={key}
            {...{ label: say(label), cacheKey: key, pose: thumbnail, checked: chosen.has(key) }}
            onToggle={() => toggle(key)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface PoseChoiceProps {
  readonly label: string;
  readonly cacheKey: string;
  readonly pose: () => Pose;
  readonly checked: boolean;
  readonly onToggle: () => void;
}

function PoseChoice({ label, cacheKey, pose, checked, onToggle }: PoseChoiceProps): React.JSX.Element {
  return (
    <label className="batch-pose">
      <input type="checkbox" className="visually-hidden" checked={checked} onChange={onToggle} />
      <PoseThumbnail cacheKey={cacheKey} pose={pose} mirrored={false} />
      <span className="batch-pose-check" aria-hidden>
        <Check size={14} />
      </span>
      <span>{label}</span>
    </label>
  );
}
