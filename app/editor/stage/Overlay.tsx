import { useCallback, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Box, CanvasSize, KeypointRef, Pose } from '../../../core/pose/index.ts';
import { figuresInWords } from '../../actions/figure/editing.ts';
import { useServices } from '../../services.ts';
import { isKeypointSelected, type Selection } from '../../state/selection.ts';
import { say } from '../../words/say.ts';
import { frameAround, frameOf, turnOf } from '../frame.ts';
import { boxBetween } from '../gesture/box.ts';
import type { Gesture } from '../gesture/types.ts';
import { toCanvas, type View } from '../view.ts';
import { handleKey, PersonHandles } from './JointHandles.tsx';
import { SelectionFrame } from './SelectionFrame.tsx';
import { useJointKeys } from './use-joint-keys.ts';
import { keypointOf, type StageGestures } from './use-gestures.ts';

interface OverlayProps {
  readonly pose: Pose;
  readonly selection: Selection;
  readonly view: View;
  readonly stage: CanvasSize;
  readonly gestures: StageGestures;
}

/** What pointers and keys work on: handles, the frame of the selection, the box that is being drawn. */
export function Overlay({ pose, selection, view, stage, gestures }: OverlayProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const feet = useStore(stores.settings, (settings) => settings.drawFeet);
  const overlay = useRef<SVGSVGElement>(null);
  const hovered = keypointOf(gestures.hovered);
  const onFocus = useFocusSelects(gestures.isActive);
  const onKeyDown = useJointKeys(overlay);
  const tabbed = peopleInTabOrder(pose, selection);
  useFocusFollows(overlay, selection, gestures);

  function activate(event: React.MouseEvent): void {
    const hit = gestures.hitUnder(event);
    if (hit.on === 'keypoint') actions.view.zoomToDetail(hit.ref);
    else if (hit.on === 'nothing') actions.view.fit();
    event.preventDefault();
  }

  return (
    <svg
      ref={overlay}
      className="stage-handles"
      role="group"
      tabIndex={-1}
      aria-label={say`Pose canvas, ${figuresInWords(pose.people)}`}
      aria-describedby="stage-help"
      onKeyDown={onKeyDown}
      onDoubleClick={activate}
      {...gestures.handlers}
    >
      <g transform={`translate(${view.x} ${view.y})`}>
        {pose.people.map((person, index) => (
          <PersonHandles
            key={index}
            person={person}
            index={index}
            scale={view.scale}
            feet={feet}
            selection={selection}
            inTabOrder={tabbed.includes(index)}
            hovered={hovered?.person === index ? hovered : undefined}
            onFocus={onFocus}
          />
        ))}
      </g>
      <Frame pose={pose} selection={selection} view={view} stage={stage} gesture={gestures.gesture} />
      {gestures.gesture.at === 'boxing' && (
        <BoxMark box={boxBetween(gestures.gesture.from, gestures.gesture.to)} />
      )}
    </svg>
  );
}

/** Tab goes through the joints of those who are selected, or else of the first one: never past the canvas. */
function peopleInTabOrder({ people }: Pose, selection: Selection): readonly number[] {
  const free = [...people.keys()].filter((index) => !people[index]?.locked && !people[index]?.hidden);
  const chosen = free.filter((index) => selection.people.includes(index));
  return chosen.length > 0 ? chosen : free.slice(0, 1);
}

/** A joint that is focused by keyboard is selected; with a press, the gesture decides. */
function useFocusSelects(isActive: () => boolean): (ref: KeypointRef) => void {
  const { stores, actions } = useServices();
  return useCallback(
    (ref) => {
      if (isActive() || isKeypointSelected(stores.figure.getState().selection, ref)) return;
      actions.figure.selectKeypoints([ref]);
    },
    [stores, actions, isActive],
  );
}

/**
 * After a press the focus is where the selection is, so that keys go on from there. When the focused joint vanishes, the
 * one that is selected in its place takes the focus, or else the canvas.
 */
function useFocusFollows(
  overlay: React.RefObject<SVGSVGElement | null>,
  { keypoints }: Selection,
  gestures: StageGestures,
): void {
  const last = keypoints.at(-1);
  const wanted = last ? handleKey(last) : '';
  const had = useRef(false);
  useEffect(() => {
    const canvas = overlay.current;
    if (!canvas) return;
    const lost = had.current && document.activeElement === document.body;
    if (gestures.isActive() || lost) {
      const target = canvas.querySelector<SVGGElement>(`[data-handle="${wanted}"]`) ?? canvas;
      // At every frame of a drag, this would have the page laid out twice.
      if (document.activeElement !== target) target.focus({ preventScroll: true });
    }
    had.current = canvas.contains(document.activeElement);
  });
}

interface FrameProps {
  readonly pose: Pose;
  readonly selection: Selection;
  readonly view: View;
  readonly stage: CanvasSize;
  readonly gesture: Gesture;
}

function Frame({ pose, selection, view, stage, gesture }: FrameProps): React.JSX.Element | null {
  if (gesture.at === 'boxing') return null;
  if (gesture.at === 'dragging' && gesture.drag.of === 'grip' && gesture.drag.grip === 'turn') {
    const { drag, even } = gesture;
    const [from, to] = [toCanvas(view, gesture.from), toCanvas(view, gesture.to)];
    return (
      <SelectionFrame
        frame={frameAround(drag.box, view)}
        stage={stage}
        radians={turnOf({ box: drag.box, from, to, even })}
      />
    );
  }
  const frame = frameOf(pose, selection, view);
  return frame ? <SelectionFrame frame={frame} stage={stage} radians={0} /> : null;
}

function BoxMark({ box: { left, top, right, bottom } }: { readonly box: Box }): React.JSX.Element {
  return <rect className="stage-box" x={left} y={top} width={right - left} height={bottom - top} />;
}
