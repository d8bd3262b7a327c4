import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Box, CanvasSize, KeypointRef, Pose } from '../../../core/pose/index.ts';
import { figuresInWords } from '../../actions/figure/editing.ts';
import { useServices } from '../../services.ts';
import type { Selection } from '../../state/selection.ts';
import type { FocusBack } from '../../ui/use-focus-back.ts';
import { say } from '../../words/say.ts';
import { frameAround, frameOf, turnOf } from '../frame.ts';
import { boxBetween } from '../gesture/box.ts';
import type { Gesture } from '../gesture/types.ts';
import { toCanvas, type View } from '../view.ts';
import { handleKey, PersonHandles } from './JointHandles.tsx';
import { createJointPicking, type JointPicking } from './joint-picking.ts';
import { SelectionFrame } from './SelectionFrame.tsx';
import { useJointKeys } from './use-joint-keys.ts';
import { keypointOf, type StageGestures } from './use-gestures.ts';

const RIGHT_BUTTON = 2;

interface OverlayProps {
  readonly pose: Pose;
  readonly selection: Selection;
  readonly view: View;
  readonly stage: CanvasSize;
  readonly gestures: StageGestures;
  readonly focus: FocusBack;
}

/** What pointers and keys work on: handles, the frame of the selection, the box that is being drawn. */
export function Overlay(props: OverlayProps): React.JSX.Element {
  const { pose, selection, view, stage, gestures } = props;
  const { stores, actions } = useServices();
  const feet = useStore(stores.settings, (settings) => settings.drawFeet);
  const overlay = useRef<SVGSVGElement>(null);
  const hovered = keypointOf(gestures.hovered);
  const [picking] = useState(() => createJointPicking(stores.figure, actions.figure));
  const onFocus = useFocusSelects(picking, props);
  const keys = useJointKeys(overlay, picking);
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
      {...keys}
      onMouseDown={leaveFocus}
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

/** A right click is about what its menu is opened with: the focus, which selects, would come before. */
function leaveFocus(event: React.MouseEvent<SVGSVGElement>): void {
  if (event.button !== RIGHT_BUTTON) return;
  event.preventDefault();
  const canvas = event.currentTarget;
  if (!canvas.contains(document.activeElement)) canvas.focus({ preventScroll: true });
}

/** A joint that is focused by keyboard is selected; with a press, the gesture decides. */
function useFocusSelects(
  picking: JointPicking,
  { gestures: { isActive }, focus: { isGiving } }: OverlayProps,
): (ref: KeypointRef) => void {
  return useCallback(
    (ref) => {
      if (!isActive() && !isGiving()) picking.reach(ref);
    },
    [picking, isActive, isGiving],
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
