import {
  type CanvasSize,
  dragKeypoint,
  type DragMode,
  keypointAt,
  type Point,
  type Pose,
  translation,
} from '../../../core/pose/index.ts';
import { transformSelection } from '../../actions/figure/changing.ts';
import { gripTransform } from '../frame.ts';
import { toCanvas } from '../view.ts';
import type { Gesture, MoveInput, Situation } from './types.ts';

type Dragging = Extract<Gesture, { at: 'dragging' }>;

/** Gives the pose that a drag has come to. It starts from the pose at its beginning each time, so that nothing drifts. */
export function draggedPose(
  { drag, origin, from, to, even }: Dragging,
  { alt }: MoveInput,
  { view, stage, dragMode }: Situation,
): Pose {
  const [begin, end] = [toCanvas(view, from), toCanvas(view, within(to, stage))];
  const by = { x: end.x - begin.x, y: end.y - begin.y };
  switch (drag.of) {
    case 'joint': {
      const { ref } = drag;
      const at = keypointAt(origin, ref);
      if (!at) return origin;
      return dragKeypoint(origin, ref, { x: at.x + by.x, y: at.y + by.y }, modeFor(dragMode, alt));
    }
    case 'selection':
      return transformSelection(origin, drag.selection, translation(by));
    case 'grip': {
      const { grip, box, selection } = drag;
      return transformSelection(origin, selection, gripTransform({ grip, box, from: begin, to: end, even }));
    }
  }
}

/** Alt keeps lengths where a joint would go alone, and the other way round. */
function modeFor(mode: DragMode, alt: boolean): DragMode {
  if (!alt) return mode;
  return mode === 'joint' ? 'limb' : 'joint';
}

/** A joint that left the stage could not be taken hold of again. */
function within({ x, y }: Point, { width, height }: CanvasSize): Point {
  return { x: Math.min(Math.max(x, 0), width), y: Math.min(Math.max(y, 0), height) };
}
