import {
  BUILD_NAMES,
  type BuildName,
  BUILDS,
  PROPORTION_LIMITS,
  type Proportions,
} from '../../../../core/pose3d/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { SliderField } from '../../../ui/fields.tsx';
import { useScene, useSceneState } from '../scene/context.ts';
import { selectedPerson } from '../scene/store.ts';

const BUILD_LABELS: Readonly<Record<BuildName, string>> = {
  adult: 'Adult',
  child: 'Child',
  heroic: 'Heroic',
};

const PROPORTIONS: readonly (readonly [keyof Proportions, string])[] = [
  ['height', 'Height (m)'],
  ['legs', 'Leg length'],
  ['arms', 'Arm length'],
  ['shoulders', 'Shoulder width'],
  ['hips', 'Hip width'],
  ['head', 'Head size'],
];

/** How the selected person is built. */
export function BodyPanel(): React.JSX.Element | null {
  const { actions } = useScene();
  const build = useSceneState((state) => selectedPerson(state)?.figure.build);
  if (!build) return null;
  return (
    <>
      <div className="three-row" role="group" aria-label="Builds">
        {BUILD_NAMES.map((name) => (
          <Button key={name} onClick={() => actions.setBuild(BUILDS[name])}>
            {BUILD_LABELS[name]}
          </Button>
        ))}
      </div>
      {PROPORTIONS.map(([key, label]) => (
        <SliderField
          key={key}
          label={label}
          range={{ ...PROPORTION_LIMITS[key], step: 0.01 }}
          value={Number(build[key].toFixed(2))}
          onChange={(value) => actions.setProportion(key, value)}
        />
      ))}
    </>
  );
}
