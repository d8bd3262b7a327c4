import { ArrowDownToLine, FlipHorizontal2, RotateCcw } from 'lucide-react';
import {
  anglesOf,
  BONE_NAMES,
  type BoneName,
  boneLabel,
  type Figure,
  freedomsOf,
  HAND_SHAPE_LABELS,
  HAND_SHAPE_NAMES,
  localRotation,
  SIDES,
} from '../../../../core/pose3d/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { SelectField, SliderField } from '../../../ui/fields.tsx';
import { useScene, useSceneState } from '../scene/context.ts';
import { selectedPerson } from '../scene/store.ts';

const ICON = 18;
const DEGREES_STEP = 1;
const BONE_OPTIONS = [
  { value: 'none', label: 'None' } as const,
  ...BONE_NAMES.map((value) => ({ value, label: boneLabel(value) })),
];
const HAND_OPTIONS = HAND_SHAPE_NAMES.map((value) => ({ value, label: HAND_SHAPE_LABELS[value] }));

/** The selected person's joints, one at a time, and hands. */
export function PosePanel(): React.JSX.Element | null {
  const { actions } = useScene();
  const person = useSceneState(selectedPerson);
  const bone = useSceneState((state) => state.bone);
  if (!person) return null;
  return (
    <>
      <div className="three-row">
        <Button icon={<FlipHorizontal2 size={ICON} />} onClick={() => actions.mirror()}>
          Mirror
        </Button>
        <Button
          icon={<ArrowDownToLine size={ICON} />}
          title="Put down on the floor"
          onClick={() => actions.dropToFloor()}
        >
          Drop
        </Button>
        <Button icon={<RotateCcw size={ICON} />} onClick={() => actions.reset()}>
          Reset
        </Button>
      </div>
      <SelectField
        label="Joint"
        options={BONE_OPTIONS}
        value={bone ?? 'none'}
        onChange={(value) => actions.chooseBone(value === 'none' ? undefined : value)}
      />
      {bone ? (
        <JointAngles figure={person.figure} bone={bone} />
      ) : (
        <p className="hint">Choose a joint, or a limb in the scene, to turn it.</p>
      )}
      <div className="three-pair">
        {SIDES.map((side) => (
          <SelectField
            key={side}
            label={side === 'left' ? 'Left hand' : 'Right hand'}
            options={HAND_OPTIONS}
            value={person.figure.hands[side]}
            onChange={(shape) => actions.setHand(side, shape)}
          />
        ))}
      </div>
    </>
  );
}

function JointAngles({
  figure,
  bone,
}: {
  readonly figure: Figure;
  readonly bone: BoneName;
}): React.JSX.Element {
  const { actions } = useScene();
  const angles = anglesOf(bone, localRotation(figure, bone));
  return (
    <div className="three-fields" role="group" aria-label={`Angles of ${boneLabel(bone)}`}>
      {freedomsOf(bone).map(({ label, min, max }, i) => (
        <SliderField
          key={label}
          label={`${label} (°)`}
          range={{ min, max, step: DEGREES_STEP }}
          value={Math.round(angles[i] ?? 0)}
          onChange={(degrees) => actions.setAngle(bone, i, degrees)}
        />
      ))}
      <Button onClick={() => actions.resetBone(bone)}>Reset this joint</Button>
    </div>
  );
}
