import {
  CAMERA_VIEW_NAMES,
  CAMERA_VIEWS,
  cameraFrame,
  FIELD_OF_VIEW_LIMITS,
} from '../../../../core/pose3d/index.ts';
import { named, words, type Words } from '../../../../core/words/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { SliderField } from '../../../ui/fields.tsx';
import { say } from '../../../words/say.ts';
import { useScene, useSceneState } from '../scene/context.ts';
import type { SceneState } from '../scene/store.ts';

const OPTIONS: readonly (readonly [keyof SceneState['options'], Words])[] = [
  ['hands', words`Hands`],
  ['feet', words`Feet`],
  ['keepHidden', words`Points that the body hides`],
];

/** From where the picture is taken, and what is taken into it. */
export function CameraPanel(): React.JSX.Element {
  const { actions } = useScene();
  const camera = useSceneState((state) => state.camera);
  const options = useSceneState((state) => state.options);
  return (
    <>
      <div className="three-views" role="group" aria-label={say`Views`}>
        {CAMERA_VIEW_NAMES.map((name) => (
          <Button key={name} onClick={() => actions.lookFrom(name)}>
            {say(named(CAMERA_VIEWS[name].label))}
          </Button>
        ))}
      </div>
      <SliderField
        label={say`Turn (°)`}
        range={{ min: -180, max: 180, step: 1 }}
        value={Math.round(half(camera.azimuth))}
        onChange={(azimuth) => actions.look({ ...camera, azimuth })}
      />
      <SliderField
        label={say`Height (°)`}
        range={{ min: -85, max: 85, step: 1 }}
        value={Math.round(camera.elevation)}
        onChange={(elevation) => actions.look({ ...camera, elevation })}
      />
      <SliderField
        label={say`Distance (m)`}
        range={{ min: 0.3, max: 20, step: 0.1 }}
        value={Number(camera.distance.toFixed(1))}
        onChange={(distance) => actions.look({ ...camera, distance })}
      />
      <SliderField
        label={say`Field of view (°)`}
        range={{ ...FIELD_OF_VIEW_LIMITS, step: 1 }}
        value={Math.round(camera.fieldOfView)}
        onChange={(degrees) => actions.setFieldOfView(degrees)}
      />
      <TargetFields />
      <fieldset className="three-options">
        <legend>{say`Taken into the editor`}</legend>
        {OPTIONS.map(([key, label]) => (
          <label key={key} className="check">
            <input
              type="checkbox"
              checked={options[key]}
              onChange={(event) => actions.setOptions({ [key]: event.currentTarget.checked })}
            />
            {say(label)}
          </label>
        ))}
      </fieldset>
    </>
  );
}

/** Metres from the middle of the floor that the camera can be aimed at by number. */
const ASIDE = { min: -5, max: 5, step: 0.05 };
const ABOVE = { min: -1, max: 4, step: 0.05 };

/** What the camera looks at: to the side as it sees it, and how high. The pointer drags it as well. */
function TargetFields(): React.JSX.Element {
  const { actions } = useScene();
  const camera = useSceneState((state) => state.camera);
  const { target } = camera;
  const { right } = cameraFrame(camera);
  const aside = target.x * right.x + target.z * right.z;
  return (
    <>
      <SliderField
        label={say`Aim sideways (m)`}
        range={ASIDE}
        value={Number(aside.toFixed(2))}
        onChange={(to) => {
          const by = to - aside;
          const moved = { ...target, x: target.x + right.x * by, z: target.z + right.z * by };
          actions.look({ ...camera, target: moved });
        }}
      />
      <SliderField
        label={say`Aim height (m)`}
        range={ABOVE}
        value={Number(target.y.toFixed(2))}
        onChange={(y) => actions.look({ ...camera, target: { ...target, y } })}
      />
    </>
  );
}

/** Degrees from -180 to 180. */
function half(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}
