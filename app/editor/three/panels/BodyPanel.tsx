import {
  BUILD_NAMES,
  type BuildName,
  BUILDS,
  PROPORTION_LIMITS,
  type Proportions,
} from '../../../../core/pose3d/index.ts';
import { words, type Words } from '../../../../core/words/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { SliderField } from '../../../ui/fields.tsx';
import { say } from '../../../words/say.ts';
import { useScene, useSceneState } from '../scene/context.ts';
import { selectedPerson } from '../scene/store.ts';

const BUILD_LABELS: Readonly<Record<BuildName, Words>> = {
  adult: words`Adult`,
  child: words`Child`,
  heroic: words`Heroic`,
};

const PROPORTIONS: readonly (readonly [keyof Proportions, Words])[] = [
  ['height', words`Height (m)`],
  ['legs', words`Leg length`],
  ['arms', words`Arm length`],
  ['shoulders', words`Shoulder width`],
  ['hips', words`Hip width`],
  ['head', words`Head size`],
];

/** How the selected person is built. */
export function BodyPanel(): React.JSX.Element | null {
  const { actions } = useScene();
  const build = useSceneState((state) => selectedPerson(state)?.figure.build);
  if (!build) return null;
  return (
    <>
      <div className="three-row" role="group" aria-label={say`Builds`}>
        {BUILD_NAMES.map((name) => (
          <Button key={name} onClick={() => actions.setBuild(BUILDS[name])}>
            {say(BUILD_LABELS[name])}
          </Button>
        ))}
      </div>
      {PROPORTIONS.map(([key, label]) => (
        <SliderField
          key={key}
          label={say(label)}
          range={{ ...PROPORTION_LIMITS[key], step: 0.01 }}
          value={Number(build[key].toFixed(2))}
          onChange={(value) => actions.setProportion(key, value)}
        />
      ))}
    </>
  );
}
