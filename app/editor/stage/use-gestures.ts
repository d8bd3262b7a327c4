import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeypointRef, Point } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { viewOn } from '../../state/editor.ts';
import { IDLE, step } from '../gesture/machine.ts';
import type { Effect, Gesture, PointerInput, Situation, Swipe } from '../gesture/types.ts';
import { type Hit, hitAt } from '../hit.ts';
import { usePaced } from './use-paced.ts';

/** How far from a joint a press still takes hold of it, in stage px. */
const REACH: Readonly<Record<string, number>> = { mouse: 14, pen: 16, touch: 26 };
/** How far a pointer may tremble before it drags, in stage px. */
const SLOP: Readonly<Record<string, number>> = { mouse: 1, pen: 3, touch: 6 };
const MIDDLE_BUTTON = 1;

const NOT_HOVERED: Hit = { on: 'nothing' };

/** A place as events have it, in CSS px of the page. */
interface PlaceOnPage {
  readonly clientX: number;
  readonly clientY: number;
}

/** What other gestures need of a press. It stays the same, whatever the pointers do. */
export interface StageHold {
  readonly isDragging: () => boolean;
  /** Gives up what is under way, as if it had not begun. */
  readonly cancel: () => void;
  /** Place of an event on the stage, in stage px. */
  readonly placeOf: (event: PlaceOnPage) => Point;
}

/** What the pointers on the stage do. */
export interface StageGestures {
  readonly gesture: Gesture;
  /** What a press would take hold of. */
  readonly hovered: Hit;
  /** Is a press under way? */
  readonly isActive: () => boolean;
  readonly hold: StageHold;
  situation(): Situation;
  /** What is under a place of the page, within reach of the pointer that pressed last. */
  hitUnder(event: PlaceOnPage): Hit;
  readonly handlers: {
    onPointerDown(event: React.PointerEvent): void;
    onPointerMove(event: React.PointerEvent): void;
    onPointerUp(event: React.PointerEvent): void;
    onPointerCancel(): void;
    onPointerLeave(): void;
  };
}

/**
 * Runs the gesture machine on a stage.
 *
 * @param pans - is the key held with which a press moves the view?
 */
export function useGestures(stage: RefObject<HTMLElement | null>, pans: boolean): StageGestures {
  const situation = useSituation();
  const swipe = useSwipe();
  const act = useEffects();
  const machine = useRef<Gesture>(IDLE);
  const [gesture, showGesture] = useState<Gesture>(IDLE);
  const [hovered, setHovered] = useState<Hit>(NOT_HOVERED);
  const pressedBy = useRef('mouse');

  const take = useCallback(
    (input: PointerInput): void => {
      const outcome = step(machine.current, input, situation());
      machine.current = outcome.gesture;
      outcome.effects.forEach(act);
      showGesture(outcome.gesture);
    },
    [act, situation],
  );
  const moves = usePaced(take);
  const takeNext = useCallback(
    (input: PointerInput): void => {
      moves.now();
      take(input);
    },
    [moves, take],
  );
  const cancel = useCallback((): void => takeNext({ type: 'cancel' }), [takeNext]);
  const isActive = useCallback((): boolean => machine.current.at !== 'idle', []);
  const hold = useMemo((): StageHold => {
    function placeOf({ clientX, clientY }: PlaceOnPage): Point {
      const box = stage.current?.getBoundingClientRect();
      return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
    }
    return { cancel, placeOf, isDragging: () => machine.current.at === 'dragging' };
  }, [stage, cancel]);
  const { placeOf } = hold;
  useEscape(machine, cancel);
  useTouches(stage, machine);

  function hitFor(pointer: string, event: PlaceOnPage): Hit {
    return hitAt(situation(), placeOf(event), REACH[pointer] ?? 14);
  }

  function hover(event: React.PointerEvent): void {
    if (event.pointerType === 'touch') return;
    const hit = hitFor(event.pointerType, event);
    setHovered((before) => (isSameHit(before, hit) ? before : hit));
  }

  return {
    gesture,
    hovered,
    isActive,
    hold,
    situation,
    // A double click does not tell what kind of pointer made it.
    hitUnder: (event) => hitFor(pressedBy.current, event),
    handlers: {
      onPointerDown(event) {
        if (event.button !== 0 && event.button !== MIDDLE_BUTTON) return;
        // The middle button would start the browser's own scrolling.
        if (event.button === MIDDLE_BUTTON) event.preventDefault();
        pressedBy.current = event.pointerType;
        const swipes = event.pointerType === 'touch' ? swipe() : undefined;
        takeNext({ type: 'down', ...pressOf(event, pans), place: placeOf(event), swipe: swipes });
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event) {
        const { current } = machine;
        if (current.at === 'idle') hover(event);
        // Of another pointer's moves, which mean nothing to the drag, none may take the place of one of its own.
        else if (event.pointerId === current.pointer)
          moves.later({
            type: 'move',
            ...modifiersOf(event),
            pointer: event.pointerId,
            place: placeOf(event),
          });
      },
      onPointerUp: (event) => takeNext({ type: 'up', pointer: event.pointerId }),
      onPointerCancel: cancel,
      onPointerLeave: () => setHovered(NOT_HOVERED),
    },
  };
}

function useSituation(): () => Situation {
  const { stores } = useServices();
  return useCallback(() => {
    const { pose, selection, tool, dragMode } = stores.figure.getState();
    const editor = stores.editor.getState();
    const { drawFeet: feet } = stores.settings.getState();
    return { pose, selection, tool, dragMode, view: viewOn(editor, pose), stage: editor.stage, feet };
  }, [stores]);
}

/** What a finger moves that swipes over nothing. Where the whole canvas fills the page, there is nothing to move. */
function useSwipe(): () => Swipe | undefined {
  const { stores } = useServices();
  return useCallback(() => {
    const { view, expanded } = stores.editor.getState();
    if (view !== 'fit') return 'view';
    return expanded ? undefined : 'page';
  }, [stores]);
}

/** The browser may scroll the page by a finger only where the gesture leaves it to. */
function useTouches(stage: RefObject<HTMLElement | null>, machine: RefObject<Gesture>): void {
  useEffect(() => {
    const element = stage.current;
    function hold(event: TouchEvent): void {
      const { current } = machine;
      const leaves = current.at === 'swiping' && current.swipe === 'page' && event.touches.length === 1;
      if (!leaves && event.cancelable) event.preventDefault();
    }
    element?.addEventListener('touchmove', hold, { passive: false });
    return () => element?.removeEventListener('touchmove', hold);
  }, [stage, machine]);
}

function useEffects(): (effect: Effect) => void {
  const { actions } = useServices();
  return useCallback(
    (effect: Effect) => {
      switch (effect.do) {
        case 'select':
          actions.figure.select(effect.selection);
          break;
        case 'begin':
          actions.figure.beginDrag();
          break;
        case 'try':
          actions.figure.tryPose(effect.pose);
          break;
        case 'keep':
          actions.figure.endDrag();
          break;
        case 'revert':
          actions.figure.cancelDrag();
          break;
        case 'show':
          actions.view.show(effect.view);
          break;
      }
    },
    [actions],
  );
}

/** Escape gives up the drag before it means anything else. */
function useEscape(machine: RefObject<Gesture>, cancel: () => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || machine.current.at === 'idle') return;
      event.preventDefault();
      cancel();
    }
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [machine, cancel]);
}

function pressOf(event: React.PointerEvent, pans: boolean) {
  return {
    ...modifiersOf(event),
    pointer: event.pointerId,
    reach: REACH[event.pointerType] ?? 14,
    slop: SLOP[event.pointerType] ?? 1,
    pans: pans || event.button === MIDDLE_BUTTON,
  };
}

function modifiersOf({ shiftKey, altKey }: React.PointerEvent) {
  return { shift: shiftKey, alt: altKey };
}

function isSameHit(a: Hit, b: Hit): boolean {
  const keyOf = (hit: Hit): string => JSON.stringify(hit);
  return keyOf(a) === keyOf(b);
}

/** The point of a hit, if it is one. */
export function keypointOf(hit: Hit): KeypointRef | undefined {
  return hit.on === 'keypoint' ? hit.ref : undefined;
}
