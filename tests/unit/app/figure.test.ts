import { describe, expect, it } from 'vitest';
import { createFigureActions } from '../../../app/actions/figure.ts';
import { createFigureStore } from '../../../app/state/figure.ts';
import { followPeople } from '../../../app/state/follow-people.ts';
import { createFormStore, formFrom } from '../../../app/state/form.ts';
import {
  BODY_LIMBS,
  giveHand,
  poseFromOpenPoseJson,
  presetPose,
  type Point,
  type Pose,
} from '../../../core/pose/index.ts';

const pose = presetPose('standing', { width: 512, height: 512 });
const NOSE = 0;
const LEFT_ELBOW = 6;
const LEFT_WRIST = 7;

function at(joint: number, of: Pose, person = 0): Point {
  const point = of.people[person]?.body[joint];
  if (!point) throw new Error(`joint ${joint} is hidden`);
  return point;
}

function figure(start = pose) {
  const store = createFigureStore(start);
  const actions = createFigureActions(store);
  const past = (): number => store.temporal.getState().pastStates.length;
  return { store, actions, past, now: () => store.getState().pose };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

describe('history', () => {
  const EDITS: readonly (readonly [string, (actions: ReturnType<typeof figure>['actions']) => void])[] = [
    ['adding', (actions) => actions.addPerson()],
    ['duplicating', (actions) => actions.duplicatePerson()],
    ['removing', (actions) => actions.removePerson()],
    ['mirroring', (actions) => actions.edit((old) => ({ ...old, people: old.people.toReversed() }))],
    ['a preset', (actions) => actions.takePose(presetPose('waving', pose), 'selected')],
    ['nudging a person', (actions) => actions.nudge({ x: 3, y: 0 })],
    ['hiding a joint', (actions) => actions.toggleJoint({ person: 0, joint: NOSE })],
    ['adding an animal', (actions) => actions.addAnimal()],
    ['removing a limb', (actions) => actions.toggleLimb(0, 3)],
    ['rotating', (actions) => actions.rotate(0.3)],
    ['scaling', (actions) => actions.scale(1.2)],
    ['locking', (actions) => actions.toggleLock()],
    ['hiding a person', (actions) => actions.toggleHide()],
    ['giving a hand', (actions) => actions.edit((old) => giveHand(old, 0, 'left', 'fist'))],
    ['another pose', (actions) => actions.replacePose({ ...pose, width: 640, people: [] })],
    ['the pose of a picture', (actions) => actions.replaceUnlocked({ ...pose, width: 640, people: [] })],
  ];

  it.each(EDITS)('takes %s back, and brings it again', (_, edit) => {
    const { actions, past, now } = figure();
    edit(actions);
    const changed = now();
    expect(changed).not.toBe(pose);
    expect(past()).toBe(1);
    actions.undo();
    expect(now()).toBe(pose);
    actions.redo();
    expect(now()).toBe(changed);
  });

  it('has no end', () => {
    const { actions, past, now } = figure();
    for (let i = 0; i < 500; i++) actions.nudge({ x: 1, y: 0 });
    expect(past()).toBe(500);
    for (let i = 0; i < 500; i++) actions.undo();
    expect(now()).toBe(pose);
  });

  it('makes one entry of a held key', () => {
    const { actions, past, now } = figure();
    actions.selectKeypoints([{ person: 0, joint: NOSE }]);
    actions.nudge({ x: 1, y: 0 });
    actions.nudge({ x: 1, y: 0 }, true);
    actions.nudge({ x: 1, y: 0 }, true);
    expect(at(NOSE, now()).x).toBe(at(NOSE, pose).x + 3);
    expect(past()).toBe(1);
    actions.undo();
    expect(now()).toBe(pose);
    actions.nudge({ x: 0, y: 1 }, true);
    expect(past()).toBe(1);
  });

  it('leaves nobody selected who is not there any more', () => {
    const { actions, store } = figure();
    actions.addPerson();
    actions.selectKeypoints([{ person: 1, joint: NOSE }]);
    actions.undo();
    expect(store.getState().selection).toEqual({ people: [], keypoints: [] });
  });

  it('keeps the same people selected when a change of the order is undone', () => {
    const { actions, store, now } = figure();
    actions.addPerson();
    actions.selectPeople([0]);
    const chosen = now().people[0];
    actions.bringForward();
    expect(store.getState().selection.people).toEqual([1]);
    actions.undo();
    expect(now().people[0]).toBe(chosen);
    expect(store.getState().selection.people).toEqual([0]);
    actions.redo();
    actions.selectKeypoints([{ person: 1, joint: NOSE }]);
    actions.undo();
    expect(store.getState().selection).toEqual({ people: [0], keypoints: [{ person: 0, joint: NOSE }] });
  });

  it('gives up what is being dragged before it undoes', () => {
    const { actions, now, past } = figure();
    actions.nudge({ x: 5, y: 0 });
    const nudged = now();
    actions.beginDrag();
    actions.tryPose({ ...pose, people: [] });
    actions.undo();
    expect(now()).toBe(pose);
    actions.redo();
    expect(now()).toBe(nudged);
    expect(past()).toBe(1);
  });
});

describe('the selection', () => {
  it('is one person at first, and whoever is added or copied afterwards', () => {
    const { actions, store } = figure();
    expect(store.getState().selection.people).toEqual([0]);
    actions.addPerson();
    expect(store.getState().selection.people).toEqual([1]);
    actions.selectAll();
    actions.duplicatePerson();
    expect(store.getState().selection.people).toEqual([2, 3]);
  });

  it('stays on somebody who is there', () => {
    const { store, actions, now } = figure();
    actions.addPerson();
    actions.removePerson();
    expect(store.getState().selection.people).toEqual([0]);
    actions.removePerson();
    expect(now().people).toEqual([]);
    expect(store.getState().selection.people).toEqual([]);
    actions.takePose(presetPose('waving', pose), 'selected');
    expect(now().people).toHaveLength(1);
  });

  it('follows a person who changes places', () => {
    const { store, actions, now } = figure();
    actions.addPerson();
    actions.sendBackward();
    expect(store.getState().selection.people).toEqual([0]);
    expect(now().people[1]).toBe(pose.people[0]);
  });

  it('leaves out locked people when everybody is meant', () => {
    const { store, actions } = figure();
    actions.toggleLock();
    actions.addPerson();
    actions.selectAll();
    expect(store.getState().selection.people).toEqual([1]);
  });

  it('lets go of points first, then of people', () => {
    const { store, actions } = figure();
    actions.selectKeypoints([{ person: 0, joint: NOSE }]);
    expect(actions.selectLess()).toBe(true);
    expect(store.getState().selection).toEqual({ people: [0], keypoints: [] });
    expect(actions.selectLess()).toBe(true);
    expect(actions.selectLess()).toBe(false);
  });
});

describe('commands', () => {
  it('move a joint by the drag mode at hand', () => {
    const { actions, now } = figure();
    actions.selectKeypoints([{ person: 0, joint: LEFT_WRIST }]);
    actions.setDragMode('limb');
    actions.nudge({ x: 0, y: -10 });
    const length = distance(at(LEFT_WRIST, pose), at(LEFT_ELBOW, pose));
    expect(distance(at(LEFT_WRIST, now()), at(LEFT_ELBOW, now()))).toBeCloseTo(length, 6);
    expect(at(LEFT_ELBOW, now())).toEqual(at(LEFT_ELBOW, pose));
  });

  it('hide joints one after the other, and keep the person', () => {
    const { actions, store, now } = figure();
    const selected = () => store.getState().selection;
    actions.selectKeypoints([{ person: 0, joint: LEFT_ELBOW }]);
    actions.hideSelectedJoints();
    expect(selected().keypoints).toEqual([{ person: 0, joint: LEFT_WRIST }]);
    actions.selectKeypoints([{ person: 0, joint: 17 }]);
    actions.hideSelectedJoints();
    expect(selected().keypoints).toEqual([{ person: 0, joint: 16 }]);
    actions.selectKeypoints(Array.from({ length: 18 }, (_, joint) => ({ person: 0, joint })));
    actions.hideSelectedJoints();
    expect(selected()).toEqual({ people: [0], keypoints: [] });
    expect(now().people).toHaveLength(1);
  });

  it('bring a joint back to where it was, and by proportions once the rest has moved', () => {
    const { actions, now } = figure();
    const wrist = { person: 0, joint: LEFT_WRIST };
    actions.placeKeypoint(wrist, { x: 400, y: 60 });
    actions.toggleJoint(wrist);
    actions.toggleJoint({ person: 0, joint: NOSE });
    actions.toggleJoint(wrist);
    expect(at(LEFT_WRIST, now())).toEqual({ x: 400, y: 60 });
    actions.toggleJoint(wrist);
    actions.placeKeypoint({ person: 0, joint: LEFT_ELBOW }, { x: 300, y: 300 });
    actions.toggleJoint(wrist);
    expect(at(LEFT_WRIST, now())).not.toEqual({ x: 400, y: 60 });
  });

  it('bring all hidden points of a part back to where they were, in one go', () => {
    const { actions, now, store, past } = figure();
    actions.setHand(0, 'left', 'open');
    const whole = now();
    const refOf = (joint: number) => ({ person: 0, part: 'leftHand', joint }) as const;
    for (const joint of [8, 12, 4]) actions.toggleJoint(refOf(joint));
    actions.toggleJoint({ person: 0, joint: NOSE });
    expect(now().people[0]?.leftHand?.filter((point) => point === null)).toHaveLength(3);
    const entries = past();
    actions.selectKeypoints([refOf(9)]);
    actions.showHiddenJoints();
    expect(now().people[0]?.leftHand).toEqual(whole.people[0]?.leftHand);
    expect(now().people[0]?.body[NOSE]).toBeNull();
    expect(past()).toBe(entries + 1);
    expect(store.getState().said).toBe('3 joints shown');
    actions.selectPeople([0]);
    actions.showHiddenJoints();
    expect(now()).toEqual(whole);
    expect(store.getState().said).toBe('nose shown');
    actions.showHiddenJoints();
    expect(past()).toBe(entries + 2);
  });

  it('bring a limb back as it was, with its hand', () => {
    const { actions, now } = figure();
    actions.setHand(0, 'left', 'fist');
    actions.placeKeypoint({ person: 0, joint: LEFT_WRIST }, { x: 400, y: 60 });
    const before = now();
    const upperArm = BODY_LIMBS.findIndex(([, far]) => far === LEFT_ELBOW);
    actions.toggleLimb(0, upperArm);
    expect(now().people[0]?.leftHand).toBeUndefined();
    actions.toggleLimb(0, upperArm);
    expect(now()).toEqual(before);
  });

  const REFUSED: readonly (readonly [string, (actions: ReturnType<typeof figure>['actions']) => void])[] = [
    ['mirroring', (actions) => actions.mirror()],
    ['removing', (actions) => actions.removePerson()],
    ['nudging', (actions) => actions.nudge({ x: 4, y: 4 })],
    ['rotating', (actions) => actions.rotate(1)],
    ['scaling', (actions) => actions.scale(2)],
    ['hiding a joint', (actions) => actions.toggleJoint({ person: 0, joint: NOSE })],
    ['removing a limb', (actions) => actions.toggleLimb(0, 3)],
  ];

  it.each(REFUSED)('do nothing to a locked person, and say why: %s', (_, act) => {
    const { actions, store, now, past } = figure();
    actions.toggleLock();
    const locked = now();
    act(actions);
    expect(now()).toBe(locked);
    expect(past()).toBe(1);
    expect(store.getState().said).toBe('Locked, so nothing was changed');
  });

  it('hide no joints of a locked person, and say why', () => {
    const { actions, store, now } = figure();
    actions.toggleLock();
    const locked = now();
    actions.selectKeypoints([{ person: 0, joint: NOSE }]);
    actions.hideSelectedJoints();
    expect(now()).toBe(locked);
    expect(store.getState().said).toBe('Locked, so nothing was changed');
  });

  it('count those who change of whom some are locked', () => {
    const { actions, store, now } = figure();
    actions.addPerson();
    actions.addPerson();
    const said = (): string => store.getState().said;
    const joints = [0, 1, 2].map((person) => ({ person, joint: NOSE }));
    actions.selectPeople([0]);
    actions.toggleLock();
    const [locked] = now().people;
    actions.selectPeople([0, 1]);
    actions.toggleLock();
    expect(said()).toBe('1 person locked');
    actions.undo();
    actions.selectKeypoints(joints);
    actions.hideSelectedJoints();
    expect(said()).toBe('2 joints hidden');
    actions.undo();
    actions.selectKeypoints(joints.slice(0, 2));
    actions.nudge({ x: 3, y: 0 });
    expect(said()).toContain(`nose at ${Math.round(at(NOSE, now(), 1).x)}`);
    actions.selectPeople([0, 1]);
    actions.removePerson();
    expect(said()).toBe('1 person removed');
    expect(now().people).toHaveLength(2);
    expect(now().people[0]).toBe(locked);
  });

  it('keep locked people when the figure is reset or another pose takes its place', () => {
    const { actions, store, now } = figure();
    actions.toggleLock();
    const [locked] = now().people;
    actions.addPerson();
    actions.addPerson();
    actions.reset();
    expect(now().people).toHaveLength(2);
    expect(now().people[0]).toBe(locked);
    expect(store.getState().selection.people).toEqual([1]);
    const couple = presetPose('handshake', { width: 1024, height: 1024 });
    expect(actions.replaceUnlocked(couple)).toBe(1);
    expect(now()).toMatchObject({ width: 1024, height: 1024 });
    expect(now().people.slice(1)).toEqual(couple.people);
    expect(now().people[0]?.locked).toBe(true);
    expect(now().people[0]?.body[1]?.x).toBeCloseTo(2 * (locked?.body[1]?.x ?? 0), 6);
    expect(store.getState().selection.people).toEqual([1]);
  });

  it('say what they did', () => {
    const { actions, store } = figure();
    actions.toggleJoint({ person: 0, joint: 4 });
    expect(store.getState().said).toBe('right wrist hidden');
    actions.toggleJoint({ person: 0, joint: 4 });
    expect(store.getState().said).toBe('right wrist shown');
    actions.undo();
    expect(store.getState().said).toBe('Undone');
  });

  it('bring a hidden joint back near its place', () => {
    const { actions, now } = figure();
    actions.toggleJoint({ person: 0, joint: LEFT_WRIST });
    expect(now().people[0]?.body[LEFT_WRIST]).toBeNull();
    actions.toggleJoint({ person: 0, joint: LEFT_WRIST });
    expect(distance(at(LEFT_WRIST, now()), at(LEFT_WRIST, pose))).toBeLessThan(60);
  });

  it('turn and scale about the middle of what is selected', () => {
    const { actions, now } = figure();
    actions.rotate(Math.PI);
    const neck = at(1, now());
    actions.rotate(Math.PI);
    expect(at(1, now()).x).toBeCloseTo(at(1, pose).x, 6);
    expect(neck.y).toBeGreaterThan(at(1, pose).y);
    const height = (of: Pose): number => distance(at(NOSE, of), at(13, of));
    actions.scale(0.5);
    expect(height(now())).toBeCloseTo(height(pose) / 2, 6);
  });
});

describe('documents', () => {
  it('tell how sure a detector was', () => {
    const body = pose.people[0]!.body.map((point) => point && { ...point, confidence: 0.375 });
    const { actions } = figure({ ...pose, people: [{ body }] });
    const json = JSON.parse(actions.selectedToJson() ?? '') as unknown;
    expect(poseFromOpenPoseJson(json).people[0]?.body).toEqual(body);
  });

  it('carry the selected people alone', () => {
    const { actions } = figure();
    actions.addPerson();
    actions.selectPeople([0]);
    const copied = actions.selectedToJson() ?? '';
    expect((JSON.parse(copied) as { people: unknown[] }).people).toHaveLength(1);
    actions.select({ people: [], keypoints: [] });
    expect(actions.selectedToJson()).toBeUndefined();
  });
});

const DEFAULTS = {
  prompt: '',
  negativePrompt: '',
  steps: 6,
  guidance: 1,
  width: 512,
  height: 512,
  sampler: 'euler',
  scheduler: 'karras',
} as const;

describe('those for whom the pose does not count', () => {
  function bench() {
    const bare = figure({ ...pose, people: presetPose('handshake', pose).people });
    const form = createFormStore({ ...formFrom(DEFAULTS), leftOut: [1] });
    followPeople(bare.store, form);
    return {
      ...bare,
      leftOut: () => form.getState().leftOut,
      leaveOut: (leftOut: readonly number[]) => form.setState({ leftOut }),
    };
  }

  it('stay the same people while they are edited and change places, back and forth', () => {
    const { actions, leftOut } = bench();
    actions.selectPeople([0, 1]);
    actions.rotate(0.2);
    actions.setCanvas({ width: 1024, height: 1024 }, 'fit');
    expect(leftOut()).toEqual([1]);
    actions.reorder(1, 0);
    expect(leftOut()).toEqual([0]);
    actions.addPerson();
    expect(leftOut()).toEqual([0]);
    actions.undo();
    actions.undo();
    expect(leftOut()).toEqual([1]);
    actions.selectPeople([0]);
    actions.removePerson();
    expect(leftOut()).toEqual([0]);
    actions.selectPeople([0]);
    actions.removePerson();
    expect(leftOut()).toEqual([]);
  });

  it('are nobody of as many others who come instead, by any way', () => {
    const ways: ((actions: ReturnType<typeof figure>['actions']) => void)[] = [
      (actions) => actions.replacePose(presetPose('hugging', pose)),
      (actions) => actions.replaceUnlocked(presetPose('hugging', pose)),
      (actions) => actions.takePose(presetPose('hugging', pose), 'everyone'),
    ];
    for (const way of ways) {
      const { actions, leftOut } = bench();
      way(actions);
      expect(leftOut()).toEqual([]);
    }
  });

  it('are left out again when they come back, and what was said since of others stays', () => {
    const { actions, leftOut, leaveOut } = bench();
    actions.selectPeople([1]);
    actions.removePerson();
    expect(leftOut()).toEqual([]);
    leaveOut([0]);
    actions.undo();
    expect([...leftOut()].sort()).toEqual([0, 1]);
    leaveOut([1]);
    actions.redo();
    expect(leftOut()).toEqual([]);
    actions.undo();
    expect(leftOut()).toEqual([1]);
    leaveOut([]);
    actions.redo();
    actions.undo();
    expect(leftOut()).toEqual([]);
  });

  it('are left out again when an addition comes back', () => {
    const { actions, leftOut, leaveOut } = bench();
    actions.duplicatePerson();
    leaveOut([2]);
    actions.undo();
    expect(leftOut()).toEqual([]);
    actions.redo();
    expect(leftOut()).toEqual([2]);
  });

  it('are the same again when others who came in their place go, and those are when they come back', () => {
    const { actions, leftOut, leaveOut } = bench();
    actions.replacePose(presetPose('hugging', pose));
    leaveOut([0]);
    actions.nudge({ x: 1, y: 0 });
    actions.undo();
    actions.undo();
    expect(leftOut()).toEqual([1]);
    actions.redo();
    expect(leftOut()).toEqual([0]);
  });

  it('are nobody of others who come with a pose that was there before', () => {
    const { actions, leftOut, now } = bench();
    const shown = now();
    actions.replacePose(presetPose('hugging', pose));
    actions.replacePose(shown);
    expect(leftOut()).toEqual([]);
  });
});
