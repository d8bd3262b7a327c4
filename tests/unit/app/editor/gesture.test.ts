import { describe, expect, it } from 'vitest';
import { createFigureActions } from '../../../../app/actions/figure.ts';
import { frameOf, type Grip, gripsOf } from '../../../../app/editor/frame.ts';
import { hitAt } from '../../../../app/editor/hit.ts';
import { IDLE, step } from '../../../../app/editor/gesture/machine.ts';
import type { Gesture, PointerInput, Situation, Swipe } from '../../../../app/editor/gesture/types.ts';
import { toCanvas, toStage, type View } from '../../../../app/editor/view.ts';
import { createFigureStore } from '../../../../app/state/figure.ts';
import {
  addPerson,
  boundsOfPeople,
  giveFeet,
  giveHand,
  presetPerson,
  presetPose,
  type Point,
  type Pose,
} from '../../../../core/pose/index.ts';

const CANVAS = { width: 512, height: 512 };
const standing = presetPose('standing', CANVAS);
const two = addPerson(standing, presetPerson('standing', CANVAS));
const [NOSE, LEFT_SHOULDER, LEFT_ELBOW, LEFT_WRIST] = [0, 5, 6, 7];

function at(joint: number, of: Pose, person = 0): Point {
  const point = of.people[person]?.body[joint];
  if (!point) throw new Error(`joint ${joint} is hidden`);
  return point;
}

interface Options {
  readonly shift?: boolean;
  readonly alt?: boolean;
  readonly pans?: boolean;
  readonly swipe?: Swipe;
}

/** Runs inputs through the machine against real actions, as the stage does. Places are given in px of the canvas. */
function stage(pose = standing, start: View = { scale: 1, x: 0, y: 0 }) {
  const store = createFigureStore(pose);
  const actions = createFigureActions(store);
  let gesture: Gesture = IDLE;
  let view = start;
  function take(input: PointerInput): void {
    const situation: Situation = { ...store.getState(), view, stage: CANVAS, feet: false };
    const outcome = step(gesture, input, situation);
    gesture = outcome.gesture;
    for (const effect of outcome.effects) {
      if (effect.do === 'select') actions.select(effect.selection);
      if (effect.do === 'begin') actions.beginDrag();
      if (effect.do === 'try') actions.tryPose(effect.pose);
      if (effect.do === 'keep') actions.endDrag();
      if (effect.do === 'revert') actions.cancelDrag();
      if (effect.do === 'show') view = effect.view;
    }
  }
  const modifiers = ({ shift = false, alt = false }: Options) => ({ shift, alt });
  const api = {
    actions,
    take,
    down: (point: Point, options: Options = {}, pointer = 1): void =>
      take({
        ...{ type: 'down', pointer, place: toStage(view, point), reach: 14, slop: 1 },
        ...{ ...modifiers(options), pans: options.pans ?? false, swipe: options.swipe },
      }),
    move: (point: Point, options: Options = {}, pointer = 1): void =>
      take({ type: 'move', pointer, place: toStage(view, point), ...modifiers(options) }),
    up: (pointer = 1): void => take({ type: 'up', pointer }),
    drag(from: Point, by: Point, options: Options = {}): void {
      api.down(from, options);
      api.move({ x: from.x + by.x / 2, y: from.y + by.y / 2 }, options);
      api.move({ x: from.x + by.x, y: from.y + by.y }, options);
      api.up();
    },
    grip(name: Grip): Point {
      const frame = frameOf(store.getState().pose, store.getState().selection, view);
      const place = frame && gripsOf(frame, CANVAS).find(([grip]) => grip === name)?.[1];
      if (!place) throw new Error(`no grip ${name}`);
      return toCanvas(view, place);
    },
    now: (): Pose => store.getState().pose,
    selection: () => store.getState().selection,
    past: (): number => store.temporal.getState().pastStates.length,
    gesture: () => gesture.at,
    view: () => view,
  };
  return api;
}

describe('dragging a joint', () => {
  const wrist = at(LEFT_WRIST, standing);
  const beside = { x: wrist.x + 5, y: wrist.y - 3 };

  it('moves it by the pointer, keeping the grip, as one entry of history', () => {
    const { drag, now, past, selection, actions } = stage();
    drag(beside, { x: 30, y: -30 });
    expect(at(LEFT_WRIST, now())).toEqual({ x: wrist.x + 30, y: wrist.y - 30 });
    expect(selection()).toEqual({ people: [0], keypoints: [{ person: 0, joint: LEFT_WRIST }] });
    expect(past()).toBe(1);
    actions.undo();
    expect(now()).toBe(standing);
  });

  it('goes by the scale at which the canvas is shown', () => {
    const { drag, now } = stage(standing, { scale: 2, x: -400, y: -450 });
    drag(beside, { x: -20, y: 10 });
    expect(at(LEFT_WRIST, now()).x).toBeCloseTo(wrist.x - 20, 6);
    expect(at(LEFT_WRIST, now()).y).toBeCloseTo(wrist.y + 10, 6);
  });

  it('turns the limb instead with Alt, and keeps its length', () => {
    const { drag, now } = stage();
    const elbow = at(LEFT_ELBOW, standing);
    drag(wrist, { x: 60, y: -40 }, { alt: true });
    const length = Math.hypot(wrist.x - elbow.x, wrist.y - elbow.y);
    expect(at(LEFT_ELBOW, now())).toEqual(elbow);
    expect(Math.hypot(at(LEFT_WRIST, now()).x - elbow.x, at(LEFT_WRIST, now()).y - elbow.y)).toBeCloseTo(
      length,
      6,
    );
  });

  it('bends the whole arm where lengths are kept', () => {
    const { drag, now, actions } = stage();
    actions.setDragMode('stretchless');
    drag(wrist, { x: -10, y: -90 });
    const length = (of: Pose, a: number, b: number): number =>
      Math.hypot(at(a, of).x - at(b, of).x, at(a, of).y - at(b, of).y);
    expect(at(LEFT_WRIST, now()).y).toBeCloseTo(wrist.y - 90, 3);
    expect(at(LEFT_ELBOW, now())).not.toEqual(at(LEFT_ELBOW, standing));
    for (const [a, b] of [
      [LEFT_SHOULDER, LEFT_ELBOW],
      [LEFT_ELBOW, LEFT_WRIST],
    ] as const)
      expect(length(now(), a, b)).toBeCloseTo(length(standing, a, b), 6);
  });

  it('is given up without a trace when cancelled', () => {
    const { down, move, up, take, now, past, gesture } = stage();
    down(beside);
    move({ x: 0, y: 0 });
    take({ type: 'cancel' });
    up();
    expect(now()).toBe(standing);
    expect(past()).toBe(0);
    expect(gesture()).toBe('idle');
  });

  it('leaves the selection as it was when a press turns out to be a pinch', () => {
    const { down, take, selection } = stage();
    const before = selection();
    for (const point of [at(NOSE, standing), { x: 3, y: 3 }]) {
      down(point);
      expect(selection()).not.toEqual(before);
      take({ type: 'cancel' });
      expect(selection()).toEqual(before);
    }
  });

  it('is over after an undo: what the pointer does then leaves no trace', () => {
    const { down, move, up, now, past, actions } = stage();
    down(beside);
    move({ x: beside.x + 20, y: beside.y });
    actions.undo();
    move({ x: beside.x + 30, y: beside.y });
    up();
    expect(now()).toBe(standing);
    expect(past()).toBe(0);
  });

  it('ignores a second finger', () => {
    const { down, move, up, now } = stage();
    down(beside);
    move({ x: beside.x + 20, y: beside.y });
    down(at(NOSE, standing), {}, 2);
    move({ x: 1, y: 1 }, {}, 2);
    up(2);
    move({ x: beside.x + 30, y: beside.y });
    expect(at(LEFT_WRIST, now()).x).toBe(wrist.x + 30);
    expect(at(NOSE, now())).toEqual(at(NOSE, standing));
  });

  it('stays on the stage, where it can be taken hold of again', () => {
    const { down, move, now } = stage();
    down(wrist);
    move({ x: 9000, y: -9000 });
    expect(at(LEFT_WRIST, now())).toEqual({ x: 512, y: 0 });
  });

  it('leaves no entry in history when nothing moved', () => {
    const { down, move, up, past } = stage();
    down(beside);
    move({ x: beside.x + 0.5, y: beside.y });
    up();
    expect(past()).toBe(0);
  });
});

describe('selecting', () => {
  const hip = { x: (at(8, standing).x + at(11, standing).x) / 2, y: at(8, standing).y - 20 };

  it('takes a joint, a person by a limb or the trunk, and nothing beside them', () => {
    const { down, up, selection } = stage();
    down(at(NOSE, standing));
    up();
    expect(selection().keypoints).toEqual([{ person: 0, joint: NOSE }]);
    down(hip);
    up();
    expect(selection()).toEqual({ people: [0], keypoints: [] });
    down({ x: 3, y: 3 });
    up();
    expect(selection()).toEqual({ people: [], keypoints: [] });
  });

  it('adds with Shift, and drags all of it together', () => {
    const { down, up, drag, now, selection } = stage();
    for (const joint of [NOSE, LEFT_WRIST]) {
      down(at(joint, standing), { shift: true });
      up();
    }
    expect(selection().keypoints).toHaveLength(2);
    drag(at(NOSE, standing), { x: 12, y: 7 });
    for (const joint of [NOSE, LEFT_WRIST])
      expect(at(joint, now()).x).toBeCloseTo(at(joint, standing).x + 12, 9);
    expect(at(LEFT_ELBOW, now())).toEqual(at(LEFT_ELBOW, standing));
    expect(selection().keypoints).toHaveLength(2);
    down(at(NOSE, now()));
    up();
    expect(selection().keypoints).toEqual([{ person: 0, joint: NOSE }]);
  });

  describe('with Shift, beside people who are selected as wholes', () => {
    const beside: Pose = {
      ...CANVAS,
      people: [-120, 120].flatMap((by) =>
        standing.people.map(({ body, ...person }) => ({
          ...person,
          body: body.map((point) => point && { ...point, x: point.x + by }),
        })),
      ),
    };
    const wrist = at(LEFT_WRIST, beside, 1);

    it('takes the person of a joint along, and out again', () => {
      const { down, up, selection, actions } = stage(beside);
      actions.selectPeople([0]);
      for (const people of [[0, 1], [0]]) {
        down(wrist, { shift: true });
        up();
        expect(selection()).toEqual({ people, keypoints: [] });
      }
    });

    it('takes the people along of whom a box has some joints', () => {
      const { drag, selection, actions } = stage(beside);
      actions.selectPeople([0]);
      drag({ x: wrist.x + 30, y: wrist.y + 30 }, { x: -50, y: -50 }, { shift: true });
      expect(selection()).toEqual({ people: [0, 1], keypoints: [] });
    });

    it('narrows the only one who is selected down to a joint', () => {
      const { down, up, selection, actions } = stage(beside);
      actions.selectPeople([1]);
      down(wrist, { shift: true });
      up();
      expect(selection().keypoints).toEqual([{ person: 1, joint: LEFT_WRIST }]);
    });
  });

  it('takes whole people with a box around them', () => {
    const { drag, selection } = stage(two);
    drag({ x: 1, y: 1 }, { x: 510, y: 510 });
    expect(selection()).toEqual({ people: [0, 1], keypoints: [] });
  });

  it('takes points with a box around some of them', () => {
    const { drag, selection, actions } = stage();
    // The frame around everybody would be in the way.
    actions.selectPeople([]);
    const [ankle, knee] = [at(13, standing), at(12, standing)];
    drag({ x: ankle.x + 40, y: ankle.y + 20 }, { x: -70, y: knee.y - ankle.y - 40 });
    expect(
      selection()
        .keypoints.map(({ joint }) => joint)
        .sort((a, b) => a - b),
    ).toEqual([12, 13]);
  });

  it('leaves locked and hidden people alone', () => {
    const { actions, down, gesture, selection, up } = stage();
    actions.toggleLock();
    down(at(NOSE, standing));
    expect(gesture()).toBe('boxing');
    up();
    expect(selection().people).toEqual([]);
  });

  it('shows the points of a hand when they can be told apart, not before', () => {
    const hands = giveHand(standing, 0, 'left', 'open');
    const tip = hands.people[0]?.leftHand?.[8] ?? { x: 0, y: 0 };
    const far = stage(hands);
    far.down(tip);
    far.up();
    expect(far.selection().keypoints.every(({ part }) => part === undefined)).toBe(true);
    const near = stage(hands, { scale: 6, x: 250 - 6 * tip.x, y: 250 - 6 * tip.y });
    near.drag(tip, { x: 4, y: 0 });
    expect(near.selection().keypoints).toEqual([{ person: 0, part: 'leftHand', joint: 8 }]);
    expect(near.now().people[0]?.leftHand?.[8]?.x).toBeCloseTo(tip.x + 4, 6);
  });
});

describe('the frame', () => {
  const box = boundsOfPeople(standing, [0]);
  if (!box) throw new Error('nobody is there');
  const size = (pose: Pose) => {
    const now = boundsOfPeople(pose, [0]) ?? box;
    return { width: now.right - now.left, height: now.bottom - now.top };
  };
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };

  it('scales about the opposite corner', () => {
    const { drag, grip, now } = stage();
    drag(grip('se'), { x: 30, y: -50 });
    const after = boundsOfPeople(now(), [0]);
    expect(after?.left).toBeCloseTo(box.left, 6);
    expect(after?.top).toBeCloseTo(box.top, 6);
    expect(after?.right).toBeCloseTo(box.right + 30, 6);
    expect(after?.bottom).toBeCloseTo(box.bottom - 50, 6);
  });

  it('keeps the aspect with Shift', () => {
    const { drag, grip, now } = stage();
    drag(grip('nw'), { x: 40, y: 5 }, { shift: true });
    const [before, after] = [size(standing), size(now())];
    expect(after.width).toBeCloseTo(before.width - 40, 6);
    expect(after.height / after.width).toBeCloseTo(before.height / before.width, 6);
  });

  it('stretches one way by the grip of an edge', () => {
    const { drag, grip, now } = stage();
    drag(grip('s'), { x: 33, y: -60 });
    expect(size(now()).width).toBeCloseTo(size(standing).width, 6);
    expect(size(now()).height).toBeCloseTo(size(standing).height - 60, 6);
  });

  it('turns about its middle, and snaps with Shift', () => {
    const { down, move, up, grip, now, past } = stage();
    const arm = { x: grip('turn').x - middle.x, y: grip('turn').y - middle.y };
    const aside = (degrees: number): Point => {
      const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      return { x: middle.x + arm.x * cos - arm.y * sin, y: middle.y + arm.x * sin + arm.y * cos };
    };
    down(grip('turn'));
    move(aside(83), { shift: true });
    up();
    const turned = at(NOSE, now());
    // A quarter of the way round, clockwise: what was above is to the right.
    expect(turned.x).toBeCloseTo(middle.x + (middle.y - at(NOSE, standing).y), 3);
    expect(past()).toBe(1);
  });

  it('is not turned inside out', () => {
    const { drag, grip, now } = stage();
    drag(grip('se'), { x: -500, y: -500 });
    expect(size(now()).width).toBeGreaterThan(0);
    expect(at(7, now()).x).toBeGreaterThan(at(4, now()).x);
  });
});

describe('moving the view', () => {
  it('follows the pointer while the key is held, and leaves the figure', () => {
    const { down, move, up, view, now } = stage();
    down(at(NOSE, standing), { pans: true });
    // Places are given on the canvas, which moves along: the move is told in stage px from here on.
    const nose = at(NOSE, standing);
    move({ x: nose.x + 40, y: nose.y - 25 });
    up();
    expect(view()).toEqual({ scale: 1, x: 40, y: -25 });
    expect(now()).toBe(standing);
  });
});

describe('what there is to take hold of', () => {
  it('leaves out feet that are not drawn', () => {
    const pose = giveFeet(standing, 0);
    const toe = pose.people[0]?.feet?.[0];
    if (!toe) throw new Error('no toe');
    const view = { scale: 4, x: 0, y: 0 };
    const scene = { pose, selection: { people: [], keypoints: [] }, view, stage: CANVAS };
    const foot = { person: 0, part: 'feet', joint: 0 };
    expect(hitAt({ ...scene, feet: true }, toStage(view, toe), 14)).toEqual({ on: 'keypoint', ref: foot });
    expect(hitAt({ ...scene, feet: false }, toStage(view, toe), 14)).not.toMatchObject({ ref: foot });
  });

  it('has the grip that turns beside the frame, on the first side that is in sight', () => {
    const turnOf = (left: number, top: number, right: number, bottom: number): Point | undefined =>
      gripsOf({ left, top, right, bottom }, CANVAS).find(([grip]) => grip === 'turn')?.[1];
    expect(turnOf(100, 100, 300, 400)).toEqual({ x: 200, y: 72 });
    expect(turnOf(100, 10, 300, 400)).toEqual({ x: 328, y: 205 });
    expect(turnOf(100, 10, 500, 400)).toEqual({ x: 72, y: 205 });
    expect(turnOf(10, 10, 500, 400)).toEqual({ x: 255, y: 428 });
    expect(turnOf(10, 10, 500, 500)).toEqual({ x: 255, y: 38 });
  });
});

describe('a finger that swipes over nothing', () => {
  const corner = { x: 4, y: 4 };

  it('moves the view and keeps the selection, where the view is near', () => {
    const { down, move, up, view, selection, now } = stage(standing, { scale: 2, x: -100, y: -100 });
    down(corner, { swipe: 'view' });
    move({ x: 24, y: 14 });
    up();
    expect(view()).toEqual({ scale: 2, x: -60, y: -80 });
    expect(selection().people).toEqual([0]);
    expect(now()).toBe(standing);
  });

  it('leaves the page to the browser, draws no box, and selects as before when the browser takes it', () => {
    const { down, move, take, view, gesture, selection } = stage();
    down(corner, { swipe: 'page' });
    move({ x: 400, y: 400 }, { swipe: 'page' });
    expect(gesture()).toBe('swiping');
    take({ type: 'cancel' });
    expect(view()).toEqual({ scale: 1, x: 0, y: 0 });
    expect(selection()).toEqual({ people: [0], keypoints: [] });
  });

  it('lets go of everything with a tap', () => {
    const { down, up, selection } = stage();
    down(corner, { swipe: 'view' });
    up();
    expect(selection()).toEqual({ people: [], keypoints: [] });
  });

  it('drags a joint all the same where there is one', () => {
    const { drag, now } = stage();
    const nose = at(NOSE, standing);
    drag(nose, { x: 10, y: 0 }, { swipe: 'page' });
    expect(at(NOSE, now()).x).toBeCloseTo(nose.x + 10, 6);
  });
});
