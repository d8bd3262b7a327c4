import { useRef } from 'react';
import type { Point } from '../../../core/pose/index.ts';
import {
  boneOfHandle,
  cameraFrame,
  framesOf,
  HANDLE_LABELS,
  HANDLE_NAMES,
  type HandleName,
  handlePlace,
  type OrbitCamera,
  placeSeenAt,
  projector,
  type Vector3,
} from '../../../core/pose3d/index.ts';
import { named } from '../../../core/words/index.ts';
import { say } from '../../words/say.ts';
import { type Frame, inFrame } from './frame.ts';
import { useScene, useSceneState } from './scene/context.ts';
import { selectedPerson } from './scene/store.ts';

/** Metres that an arrow key moves a handle, and with Shift. */
const STEP = 0.02;
const BIG_STEP = 0.1;

/** Right, up and away from the camera. */
const KEYS: Readonly<Record<string, readonly [right: number, up: number, away: number]>> = {
  ArrowLeft: [-1, 0, 0],
  ArrowRight: [1, 0, 0],
  ArrowUp: [0, 1, 0],
  ArrowDown: [0, -1, 0],
  PageUp: [0, 0, 1],
  PageDown: [0, 0, -1],
};

interface Drag {
  readonly pointer: number;
  readonly handle: HandleName;
  readonly depth: number;
  /** From the pointer to the handle, in px. */
  readonly grip: Point;
}

/** What can be taken hold of on the selected person, over the scene. */
export function Handles({ frame }: { readonly frame: Frame }): React.JSX.Element | null {
  const { store, actions } = useScene();
  const person = useSceneState(selectedPerson);
  const camera = useSceneState((state) => state.camera);
  const drag = useRef<Drag>(undefined);
  if (!person) return null;
  const frames = framesOf(person.figure);
  const project = projector(camera, frame);

  function at(event: React.PointerEvent): Point {
    const stage = event.currentTarget.parentElement?.getBoundingClientRect();
    return inFrame(frame, { x: event.clientX - (stage?.left ?? 0), y: event.clientY - (stage?.top ?? 0) });
  }

  function press(event: React.PointerEvent<HTMLButtonElement>, handle: HandleName): void {
    if (event.button !== 0 || drag.current) return;
    const current = selectedPerson(store.getState());
    if (!current) return;
    const { x, y, depth } = project(handlePlace(current.figure, handle));
    const pointer = at(event);
    drag.current = { pointer: event.pointerId, handle, depth, grip: { x: x - pointer.x, y: y - pointer.y } };
    event.currentTarget.setPointerCapture(event.pointerId);
    actions.begin();
  }

  function move(event: React.PointerEvent<HTMLButtonElement>): void {
    if (drag.current?.pointer !== event.pointerId) return;
    const { handle, depth, grip } = drag.current;
    const { x, y } = at(event);
    actions.drag(handle, placeSeenAt(camera, frame, { x: x + grip.x, y: y + grip.y }, depth));
  }

  function release(event: React.PointerEvent<HTMLButtonElement>): void {
    if (drag.current?.pointer !== event.pointerId) return;
    drag.current = undefined;
    actions.end();
  }

  function onKey(event: React.KeyboardEvent, handle: HandleName): void {
    const direction = KEYS[event.key];
    if (!direction || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!event.repeat) actions.startAnew();
    actions.nudge(handle, stepIn(camera, direction, event.shiftKey ? BIG_STEP : STEP));
  }

  return (
    <div className="three-handles" role="group" aria-label={say`Handles of ${person.name}`}>
      {HANDLE_NAMES.map((handle) => {
        const { x, y, depth } = project(handlePlace(person.figure, handle, frames));
        if (depth <= 0) return null;
        return (
          <button
            key={handle}
            type="button"
            className="three-handle"
            data-kind={handle.slice(handle.indexOf('.') + 1)}
            aria-label={say(named(HANDLE_LABELS[handle]))}
            title={say(named(HANDLE_LABELS[handle]))}
            aria-describedby="three-handle-help"
            style={{ transform: `translate(${frame.left + x}px, ${frame.top + y}px)` }}
            onFocus={() => actions.chooseBone(undefined)}
            onDoubleClick={() => actions.chooseBone(boneOfHandle(handle))}
            onPointerDown={(event) => press(event, handle)}
            onPointerMove={move}
            onPointerUp={release}
            onPointerCancel={release}
            onLostPointerCapture={release}
            onKeyDown={(event) => onKey(event, handle)}
          />
        );
      })}
      <p id="three-handle-help" className="visually-hidden">
        {say`Arrow keys move it as you see it, Page Up and Page Down away and nearer, with Shift in larger steps.`}
      </p>
    </div>
  );
}

function stepIn(camera: OrbitCamera, steps: readonly [number, number, number], metres: number): Vector3 {
  const { right, up, forward } = cameraFrame(camera);
  const [a, b, c] = [steps[0] * metres, steps[1] * metres, steps[2] * metres];
  return {
    x: right.x * a + up.x * b + forward.x * c,
    y: right.y * a + up.y * b + forward.y * c,
    z: right.z * a + up.z * b + forward.z * c,
  };
}
