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
  type Side,
  SIDES,
} from '../../../../core/pose3d/index.ts';
import { named, words } from '../../../../core/words/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { SelectField, SliderField } from '../../../ui/fields.tsx';
import { say } from '../../../words/say.ts';
import { useScene, useSceneState } from '../scene/context.ts';
import { type ScenePerson, selectedPerson } from '../scene/store.ts';

const ICON = 18;
const DEGREES_STEP = 1;
const BONE_OPTIONS = [
  { value: 'none', label: words`None` } as const,
  ...BONE_NAMES.map((value) => ({ value, label: named(boneLabel(value)) })),
];
const HAND_OPTIONS = HAND_SHAPE_NAMES.map((value) => ({ value, label: named(HAND_SHAPE_LABELS[value]) }));
/** What a hand may be before a shape is chosen for it. */
const AS_DRAWN = { value: 'drawn', label: words`As drawn` } as const;
const NO_HAND = { value: 'none', label: words`None` } as const;

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
          {say`Mirror`}
        </Button>
        <Button
          icon={<ArrowDownToLine size={ICON} />}
          title={say`Put down on the floor`}
          onClick={() => actions.dropToFloor()}
        >
          {say`Drop`}
        </Button>
        <Button icon={<RotateCcw size={ICON} />} onClick={() => actions.reset()}>
          {say`Reset`}
        </Button>
      </div>
      <SelectField
        label={say`Joint`}
        options={BONE_OPTIONS}
        value={bone ?? 'none'}
        onChange={(value) => actions.chooseBone(value === 'none' ? undefined : value)}
      />
      {bone ? (
        <JointAngles figure={person.figure} bone={bone} />
      ) : (
        <p className="hint">{say`Choose a joint, or a limb in the scene, to turn it.`}</p>
      )}
      <div className="three-pair">
        {SIDES.map((side) => (
          <HandField key={side} person={person} side={side} />
        ))}
      </div>
    </>
  );
}

/** A hand's shape; one that the editor has stays as it was drawn there until a shape is chosen. */
function HandField({
  person,
  side,
}: {
  readonly person: ScenePerson;
  readonly side: Side;
}): React.JSX.Element {
  const { actions } = useScene();
  const source = person.hands[side];
  const before = source === 'none' ? NO_HAND : AS_DRAWN;
  return (
    <SelectField
      label={side === 'left' ? say`Left hand` : say`Right hand`}
      options={source === 'shape' ? HAND_OPTIONS : [before, ...HAND_OPTIONS]}
      value={source === 'shape' ? person.figure.hands[side] : before.value}
      onChange={(shape) => {
        if (shape !== 'drawn' && shape !== 'none') actions.setHand(side, shape);
      }}
    />
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
    <div className="three-fields" role="group" aria-label={say`Angles of ${named(boneLabel(bone))}`}>
      {freedomsOf(bone).map(({ label, min, max }, i) => (
        <SliderField
          key={label}
          label={say`${named(label)} (°)`}
          range={{ min, max, step: DEGREES_STEP }}
          value={Math.round(angles[i] ?? 0)}
          onChange={(degrees) => actions.setAngle(bone, i, degrees)}
        />
      ))}
      <Button onClick={() => actions.resetBone(bone)}>{say`Reset this joint`}</Button>
    </div>
  );
}
