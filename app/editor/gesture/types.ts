import type { Box, DragMode, KeypointRef, Point, Pose } from '../../../core/pose/index.ts';
import type { Tool } from '../../state/figure.ts';
import type { Selection } from '../../state/selection.ts';
import type { Grip } from '../frame.ts';
import type { Scene } from '../hit.ts';
import type { View } from '../view.ts';

/** What is dragged. */
export type Drag =
  | { readonly of: 'joint'; readonly ref: KeypointRef }
  /** Everything that is selected, moved as it is. */
  | { readonly of: 'selection'; readonly selection: Selection }
  | {
      readonly of: 'grip';
      readonly grip: Grip;
      readonly selection: Selection;
      /** Around the selection, px of the canvas. */
      readonly box: Box;
    };

interface Held {
  readonly pointer: number;
  /** Where the pointer went down, in stage px. */
  readonly from: Point;
  /** What was selected before. */
  readonly before: Selection;
}

/** What the pointer is at. */
export type Gesture =
  | { readonly at: 'idle' }
  /** Down, but not yet moved far enough to mean it. */
  | (Held & {
      readonly at: 'pressed';
      readonly slop: number;
      readonly drag: Drag;
      /** What a release without a move selects. */
      readonly onClick?: Selection;
    })
  | (Held & {
      readonly at: 'dragging';
      readonly drag: Drag;
      readonly origin: Pose;
      readonly to: Point;
      /** Shift: keep the aspect, or snap the angle. */
      readonly even: boolean;
    })
  | (Held & { readonly at: 'boxing'; readonly to: Point; readonly base: Selection })
  | (Held & { readonly at: 'panning'; readonly origin: View })
  /** A finger beside everything: a tap lets go of what is selected, a swipe moves the view or the page. */
  | (Held & {
      readonly at: 'swiping';
      readonly slop: number;
      readonly swipe: Swipe;
      readonly onTap: Selection;
    });

/** What a finger moves that swipes over nothing: the view, or the page by the browser's own doing. */
export type Swipe = 'view' | 'page';

interface Modifiers {
  readonly shift: boolean;
  readonly alt: boolean;
}

/** A press of a pointer. */
export interface PressInput extends Modifiers {
  readonly type: 'down';
  readonly pointer: number;
  /** Stage px. */
  readonly place: Point;
  /** How far from a point it still takes hold of it, in stage px. */
  readonly reach: number;
  /** How far it may tremble before it counts as moved, in stage px. */
  readonly slop: number;
  /** Does this press move the view, whatever is under it? */
  readonly pans: boolean;
  /** What a swipe over nothing moves; left out where it draws a box. */
  readonly swipe?: Swipe | undefined;
}

/** A move of a pointer. */
export interface MoveInput extends Modifiers {
  readonly type: 'move';
  readonly pointer: number;
  /** Stage px. */
  readonly place: Point;
}

/** What the pointer did. */
export type PointerInput =
  PressInput | MoveInput | { readonly type: 'up'; readonly pointer: number } | { readonly type: 'cancel' };

/** What is to be done. */
export type Effect =
  | { readonly do: 'select'; readonly selection: Selection }
  | { readonly do: 'begin' }
  | { readonly do: 'try'; readonly pose: Pose }
  | { readonly do: 'keep' }
  | { readonly do: 'revert' }
  | { readonly do: 'show'; readonly view: View };

/** What the pointer works on. */
export interface Situation extends Scene {
  readonly tool: Tool;
  readonly dragMode: DragMode;
}

/** A gesture's next state and what comes with it. */
export interface Outcome {
  readonly gesture: Gesture;
  readonly effects: readonly Effect[];
}
