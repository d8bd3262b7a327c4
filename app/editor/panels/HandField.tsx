import { Ban, FlipHorizontal2 } from 'lucide-react';
import { useId, useMemo } from 'react';
import {
  giveHand,
  HAND_PRESET_LABELS,
  HAND_PRESET_NAMES,
  handPart,
  type HandPresetName,
  type Keypoints,
  type Pose,
} from '../../../core/pose/index.ts';
import { named } from '../../../core/words/index.ts';
import { handWords, lackOf, type Side } from '../../actions/figure/inspecting.ts';
import { useServices } from '../../services.ts';
import { IconButton } from '../../ui/Button.tsx';
import { PixelImage } from '../../ui/PixelImage.tsx';
import { say } from '../../words/say.ts';
import type { InspectedPerson } from './inspected-person.ts';
import { handPicture } from './thumbnails.ts';

interface HandFieldProps extends InspectedPerson {
  readonly side: Side;
}

/** What a hand does. */
export function HandField({ pose, index, side }: HandFieldProps): React.JSX.Element {
  const { actions } = useServices();
  const { removeHand, setHand, turnHandOver } = actions.figure;
  const title = useId();
  const hint = useId();
  const hand = handOf(pose, index, side);
  const lack = lackOf(pose.people[index], handPart(side));
  const current = useMemo(() => presetOf(pose, index, side), [pose, index, side]);
  return (
    <div
      className="hand-field"
      role="group"
      aria-labelledby={title}
      aria-describedby={lack === '' ? undefined : hint}
    >
      <div className="field-head">
        <span id={title} className="field-label">
          {side === 'left' ? say`Left hand` : say`Right hand`}
        </span>
        <IconButton
          className="tiny"
          label={side === 'left' ? say`Turn the left hand over` : say`Turn the right hand over`}
          icon={<FlipHorizontal2 size={14} />}
          disabled={!hand}
          onClick={() => turnHandOver(index, side)}
        />
      </div>
      <div className="hand-choices">
        <button
          type="button"
          className="hand-choice"
          aria-label={side === 'left' ? say`No left hand` : say`No right hand`}
          title={say`None`}
          aria-pressed={!hand}
          onClick={() => removeHand(index, side)}
        >
          <span className="hand-none" aria-hidden>
            <Ban size={18} strokeWidth={1.5} />
          </span>
        </button>
        {HAND_PRESET_NAMES.map((preset) => (
          <button
            key={preset}
            type="button"
            className="hand-choice"
            aria-label={handWords(side, preset)}
            title={lack || say(named(HAND_PRESET_LABELS[preset]))}
            aria-pressed={current === preset}
            disabled={lack !== ''}
            onClick={() => setHand(index, side, preset)}
          >
            <HandThumbnail side={side} preset={preset} />
          </button>
        ))}
      </div>
      {lack !== '' && (
        <p id={hint} className="hint">
          {lack}
        </p>
      )}
    </div>
  );
}

function HandThumbnail({ side, preset }: { side: Side; preset: HandPresetName }): React.JSX.Element {
  const image = useMemo(() => handPicture(side, preset), [side, preset]);
  return <PixelImage image={image} className="hand-thumbnail" />;
}

function handOf(pose: Pose, index: number, side: Side): Keypoints | undefined {
  return pose.people[index]?.[handPart(side)];
}

/** Which preset a hand is as it was given, if it is one. */
function presetOf(pose: Pose, index: number, side: Side): HandPresetName | undefined {
  const hand = handOf(pose, index, side);
  const person = pose.people[index];
  if (!hand || !person) return undefined;
  const free: Pose = { ...pose, people: [{ ...person, locked: false }] };
  return HAND_PRESET_NAMES.find((preset) => isSame(hand, handOf(giveHand(free, 0, side, preset), 0, side)));
}

function isSame(hand: Keypoints, other: Keypoints = []): boolean {
  return hand.every((point, joint) => {
    const twin = other[joint];
    return point && twin ? Math.hypot(point.x - twin.x, point.y - twin.y) < 0.5 : point === twin;
  });
}
