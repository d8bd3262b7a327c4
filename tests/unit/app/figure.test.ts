import { describe, expect, it } from 'vitest';
import { createFigureActions } from '../../../app/actions/figure.ts';
import { IDLE, step, type Gesture, type PointerInput } from '../../../app/editor/gesture.ts';
import { createFigureStore } from '../../../app/state/figure.ts';
import { presetPose, type Point, type Pose } from '../../../core/pose/index.ts';

const pose = presetPose('standing', { width: 512, height: 512 });
const NOSE = 0;
const LEFT_WRIST = 7;

function at(joint: number, of: Pose = pose): Point {
  const point = of.people[0]?.body[joint];
  if (!point) throw new Error(`joint ${joint} is hidden`);
  return point;
}

/** Runs inputs through the gesture machine against real actions, as the editor does. */
function editor() {
  const store = createFigureStore(pose);
  const actions = createFigureActions(store);
  let gesture: Gesture = IDLE;
  function take(input: PointerInput): void {
    const outcome = step(gesture, input, store.getState().pose);
    gesture = outcome.gesture;
    for (const effect of outcome.effects) {
      if (effect.do === 'select') actions.select(effect.person, effect.joint);
      if (effect.do === 'begin') actions.beginDrag();
      if (effect.do === 'try') actions.tryPose(effect.pose);
      if (effect.do === 'keep') actions.endDrag();
      if (effect.do === 'revert') actions.cancelDrag();
    }
  }
  const past = (): number => store.temporal.getState().pastStates.length;
  return { store, actions, take, past, gesture: () => gesture.at };
}

describe('dragging a joint', () => {
  const wrist = at(LEFT_WRIST);
  const down: PointerInput = {
    type: 'down',
    pointer: 1,
    point: { x: wrist.x + 5, y: wrist.y - 3 },
    reach: 14,
  };

  it('moves it by the pointer, keeping the grip, as one entry of history', () => {
    const { store, take, past, actions } = editor();
    take(down);
    for (const x of [10, 20, 30]) {
      take({ type: 'move', pointer: 1, point: { x: wrist.x + 5 + x, y: wrist.y - 3 - x } });
    }
    take({ type: 'up', pointer: 1 });
    expect(at(LEFT_WRIST, store.getState().pose)).toEqual({ x: wrist.x + 30, y: wrist.y - 30 });
    expect(store.getState()).toMatchObject({ person: 0, joint: LEFT_WRIST });
    expect(past()).toBe(1);
    actions.undo();
    expect(store.getState().pose).toBe(pose);
    actions.redo();
    expect(at(LEFT_WRIST, store.getState().pose).x).toBe(wrist.x + 30);
  });

  it('is given up without a trace when cancelled', () => {
    const { store, take, past, gesture } = editor();
    take(down);
    take({ type: 'move', pointer: 1, point: { x: 0, y: 0 } });
    take({ type: 'cancel' });
    expect(store.getState().pose).toBe(pose);
    expect(past()).toBe(0);
    expect(gesture()).toBe('idle');
    take({ type: 'up', pointer: 1 });
    expect(past()).toBe(0);
  });

  it('ignores a second finger', () => {
    const { store, take } = editor();
    take(down);
    take({ type: 'down', pointer: 2, point: at(NOSE), reach: 14 });
    take({ type: 'move', pointer: 2, point: { x: 1, y: 1 } });
    take({ type: 'up', pointer: 2 });
    take({ type: 'move', pointer: 1, point: { x: wrist.x + 6, y: wrist.y - 3 } });
    expect(at(LEFT_WRIST, store.getState().pose)).toEqual({ x: wrist.x + 1, y: wrist.y });
    expect(at(NOSE, store.getState().pose)).toEqual(at(NOSE));
  });

  it('stays on the canvas, where it can be taken hold of again', () => {
    const { store, take } = editor();
    take(down);
    take({ type: 'move', pointer: 1, point: { x: 9000, y: -9000 } });
    expect(at(LEFT_WRIST, store.getState().pose)).toEqual({ x: 511, y: 0 });
  });

  it('leaves no entry in history when nothing moved', () => {
    const { take, past } = editor();
    take(down);
    take({ type: 'up', pointer: 1 });
    expect(past()).toBe(0);
  });
});

describe('dragging a limb', () => {
  it('moves the whole person', () => {
    const { store, take } = editor();
    const [knee, ankle] = [at(12), at(13)];
    const shin = { x: (knee.x + ankle.x) / 2, y: (knee.y + ankle.y) / 2 };
    take({ type: 'down', pointer: 1, point: shin, reach: 14 });
    take({ type: 'move', pointer: 1, point: { x: shin.x + 40, y: shin.y + 4 } });
    take({ type: 'up', pointer: 1 });
    for (const joint of [NOSE, LEFT_WRIST, 13]) {
      expect(at(joint, store.getState().pose).x).toBeCloseTo(at(joint).x + 40, 9);
    }
  });

  it('needs a limb: a press on nothing does nothing', () => {
    const { take, gesture } = editor();
    take({ type: 'down', pointer: 1, point: { x: 3, y: 3 }, reach: 14 });
    expect(gesture()).toBe('idle');
  });
});

describe('commands', () => {
  it('hides a joint and brings it back near its place', () => {
    const { store, actions } = editor();
    actions.toggleJoint({ person: 0, joint: LEFT_WRIST });
    expect(store.getState().pose.people[0]?.body[LEFT_WRIST]).toBeNull();
    actions.toggleJoint({ person: 0, joint: LEFT_WRIST });
    const back = at(LEFT_WRIST, store.getState().pose);
    expect(Math.hypot(back.x - at(LEFT_WRIST).x, back.y - at(LEFT_WRIST).y)).toBeLessThan(60);
  });

  it('keeps the selection on somebody who is there', () => {
    const { store, actions } = editor();
    actions.addPerson();
    expect(store.getState().person).toBe(1);
    actions.removePerson();
    expect(store.getState()).toMatchObject({ person: 0 });
    actions.removePerson();
    expect(store.getState().pose.people).toEqual([]);
    actions.takePose(presetPose('waving', pose), 'selected');
    expect(store.getState().pose.people).toHaveLength(1);
  });

  it('opens what it saved, and tells what is wrong with another file', () => {
    const { store, actions } = editor();
    const saved = actions.toJson();
    actions.takePose(presetPose('t-pose', pose), 'selected');
    actions.openJson(saved);
    expect(at(LEFT_WRIST, store.getState().pose).x).toBeCloseTo(at(LEFT_WRIST).x, 0);
    expect(() => actions.openJson('{')).toThrow('The file is no JSON.');
    expect(() => actions.openJson('{"people": 3}')).toThrow('people');
    expect(store.getState().pose.people).toHaveLength(1);
  });

  it('fits an opened pose of another size to the canvas', () => {
    const { store, actions } = editor();
    const small = {
      canvas_width: 64,
      canvas_height: 128,
      people: [{ pose_keypoints_2d: [32, 64, 1, ...new Array<number>(51).fill(0)] }],
    };
    actions.openJson(JSON.stringify(small));
    const opened = store.getState().pose;
    expect(opened).toMatchObject({ width: 512, height: 512 });
    expect(at(NOSE, opened)).toEqual({ x: 256, y: 256 });
  });
});
