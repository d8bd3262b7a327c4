import { useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { BODY_KEYPOINT_NAMES, drawPose, type Point } from '../../core/pose/index.ts';
import { useServices } from '../services.ts';
import type { JointRef } from '../state/figure.ts';
import { PixelCanvas } from '../ui/PixelCanvas.tsx';
import { type Effect, type Gesture, IDLE, type PointerInput, step } from './gesture.ts';
import { JointHandles } from './JointHandles.tsx';
import './editor.css';

/** How far from a joint a press still takes hold of it, in screen px. */
const REACH: Readonly<Record<string, number>> = { mouse: 14, pen: 16, touch: 26 };

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const FAST = 10;

/** The figure: below, the very drawing that steers the model; above it, handles to pose it by. */
export function PoseEditor(): React.JSX.Element {
  const { stores, actions } = useServices();
  const { pose, person, joint } = useStore(stores.figure);
  const drawing = useMemo(() => drawPose(pose), [pose]);
  const frame = useRef<SVGSVGElement>(null);
  const gesture = useRef<Gesture>(IDLE);
  const [shownGesture, showGesture] = useState<Gesture['at']>('idle');

  function act(effect: Effect): void {
    if (effect.do === 'select') actions.figure.select(effect.person, effect.joint);
    else if (effect.do === 'begin') actions.figure.beginDrag();
    else if (effect.do === 'try') actions.figure.tryPose(effect.pose);
    else if (effect.do === 'keep') actions.figure.endDrag();
    else actions.figure.cancelDrag();
  }

  function take(input: PointerInput): void {
    const outcome = step(gesture.current, input, stores.figure.getState().pose);
    gesture.current = outcome.gesture;
    outcome.effects.forEach(act);
    showGesture(outcome.gesture.at);
  }

  function pointOf(event: React.PointerEvent): Point {
    const box = frame.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - box.left) / box.width) * pose.width,
      y: ((event.clientY - box.top) / box.height) * pose.height,
    };
  }

  function press(event: React.PointerEvent<SVGSVGElement>): void {
    if (event.button !== 0) return;
    const scale = pose.width / event.currentTarget.getBoundingClientRect().width;
    const reach = (REACH[event.pointerType] ?? 14) * scale;
    take({ type: 'down', pointer: event.pointerId, point: pointOf(event), reach });
    if (gesture.current.at !== 'idle') event.currentTarget.setPointerCapture(event.pointerId);
  }

  function onJointKey(event: React.KeyboardEvent, ref: JointRef): void {
    const arrow = ARROWS[event.key];
    const pace = event.shiftKey ? FAST : 1;
    if (arrow) actions.figure.nudge(ref, { x: arrow.x * pace, y: arrow.y * pace });
    else if (event.key === 'Delete' || event.key === 'Backspace') actions.figure.toggleJoint(ref);
    else return;
    event.preventDefault();
  }

  const label = `Pose canvas, ${pose.people.length === 1 ? '1 person' : `${pose.people.length} people`}`;
  return (
    <div className="stage" data-gesture={shownGesture}>
      <PixelCanvas image={drawing} className="stage-drawing" />
      <svg
        ref={frame}
        className="stage-handles"
        viewBox={`0 0 ${pose.width} ${pose.height}`}
        role="group"
        aria-label={label}
        aria-describedby="stage-help"
        onPointerDown={press}
        onPointerMove={(event) => take({ type: 'move', pointer: event.pointerId, point: pointOf(event) })}
        onPointerUp={(event) => take({ type: 'up', pointer: event.pointerId })}
        onPointerCancel={() => take({ type: 'cancel' })}
        onLostPointerCapture={(event) => take({ type: 'up', pointer: event.pointerId })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') take({ type: 'cancel' });
        }}
      >
        <JointHandles
          pose={pose}
          selected={{ person, joint }}
          onSelect={(ref) => actions.figure.select(ref.person, ref.joint)}
          onKeyDown={onJointKey}
        />
      </svg>
      {pose.people.length === 0 && (
        <p className="stage-empty">Nobody is here. Add a person or choose a pose.</p>
      )}
      <p id="stage-help" className="visually-hidden">
        Arrow keys move the joint, with Shift by ten pixels. Page Up and Page Down go to the previous and next
        joint of {BODY_KEYPOINT_NAMES.length}. Delete hides it.
      </p>
    </div>
  );
}
