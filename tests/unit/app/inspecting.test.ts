import { describe, expect, it } from 'vitest';
import { createFigureActions } from '../../../app/actions/figure.ts';
import { createFigureStore } from '../../../app/state/figure.ts';
import { boundsOfPeople, giveFeet, presetPose, type Keypoint, type Pose } from '../../../core/pose/index.ts';

const CANVAS = { width: 512, height: 512 };
const RIGHT_ELBOW = 3;
const RIGHT_WRIST = 4;
const LEFT_WRIST = 7;
const LEFT_ANKLE = 13;

function figure(pose: Pose = presetPose('standing', CANVAS)) {
  const store = createFigureStore(pose);
  const actions = createFigureActions(store);
  const person = (index = 0) => {
    const found = store.getState().pose.people[index];
    if (!found) throw new Error(`nobody at ${index}`);
    return found;
  };
  const past = (): number => store.temporal.getState().pastStates.length;
  return { store, actions, person, past, pose: () => store.getState().pose };
}

function present(point: Keypoint | null | undefined): Keypoint {
  if (!point) throw new Error('the point is not there');
  return point;
}

/** A standing person as a detector gives it: the wrists are guesses. */
function detected(): Pose {
  const pose = presetPose('standing', CANVAS);
  const body = pose.people[0]?.body.map((point, joint) => {
    const confidence = { [RIGHT_WRIST]: 0.2, [LEFT_WRIST]: 0.4 }[joint] ?? 0.9;
    return point && { ...point, confidence };
  });
  return { ...pose, people: [{ body: body ?? [] }] };
}

/** A standing person without head, wrists and ankles. */
function bare(): Pose {
  const pose = presetPose('standing', CANVAS);
  const missing = [0, 14, 15, 16, 17, RIGHT_WRIST, LEFT_WRIST, 10, LEFT_ANKLE];
  const body = pose.people[0]?.body.map((point, joint) => (missing.includes(joint) ? null : point));
  return { ...pose, people: [{ body: body ?? [] }] };
}

describe('dropping uncertain points', () => {
  it('is one entry of history, however often the threshold moves', () => {
    const { actions, person, past, pose } = figure(detected());
    const before = pose();
    actions.dropBelow(0, 0.1);
    expect(past()).toBe(0);
    actions.dropBelow(0, 0.3);
    expect(person().body[RIGHT_WRIST]).toBeNull();
    expect(present(person().body[LEFT_WRIST]).confidence).toBe(0.4);
    actions.dropBelow(0, 0.5, before);
    expect(person().body[LEFT_WRIST]).toBeNull();
    actions.dropBelow(0, 0.3, before);
    expect(present(person().body[LEFT_WRIST]).confidence).toBe(0.4);
    expect(past()).toBe(1);
    actions.undo();
    expect(pose()).toBe(before);
    actions.redo();
    expect(person().body[RIGHT_WRIST]).toBeNull();
  });

  it('leaves no entry behind when the threshold goes back to where it drops nothing', () => {
    const { actions, past, pose } = figure(detected());
    const before = pose();
    actions.dropBelow(0, 0.3);
    expect(actions.dropBelow(0, 0, before)).toBe(before);
    expect(past()).toBe(0);
    expect(pose()).toBe(before);
  });
});

describe('numbers of a person', () => {
  it('puts a joint at a place, which makes it certain, and the hand goes along', () => {
    const { actions, person, past } = figure(detected());
    actions.setHand(0, 'right', 'open');
    const tip = present(person().rightHand?.[12]);
    const wrist = present(person().body[RIGHT_WRIST]);
    actions.placeKeypoint({ person: 0, joint: RIGHT_WRIST }, { x: wrist.x + 10, y: wrist.y - 4 });
    expect(person().body[RIGHT_WRIST]).toEqual({ x: wrist.x + 10, y: wrist.y - 4 });
    expect(present(person().rightHand?.[12]).x).toBeCloseTo(tip.x + 10, 9);
    expect(past()).toBe(2);
  });

  it('moves, turns and scales about the middle', () => {
    const { actions, pose } = figure();
    actions.placePerson(0, { x: 200, y: 220 });
    const box = boundsOfPeople(pose(), [0]);
    expect(((box?.left ?? 0) + (box?.right ?? 0)) / 2).toBeCloseTo(200, 9);
    actions.scalePerson(0, 0.5);
    const small = boundsOfPeople(pose(), [0]);
    expect((small?.bottom ?? 0) - (small?.top ?? 0)).toBeCloseTo(
      ((box?.bottom ?? 0) - (box?.top ?? 0)) / 2,
      9,
    );
    actions.turnPerson(0, 180);
    const turned = present(pose().people[0]?.body[0]);
    expect(turned.y).toBeGreaterThan(220);
  });

  it('leaves a locked person alone, and says nothing happened', () => {
    const { actions, pose, past, store } = figure();
    actions.changeDetails(0, { locked: true }, 'Person 1 locked');
    const locked = pose();
    actions.turnPerson(0, 90);
    actions.setHand(0, 'left', 'fist');
    actions.setFace(0, true);
    actions.turnHandOver(0, 'left');
    expect(pose()).toBe(locked);
    expect(past()).toBe(1);
    expect(store.getState().said).toBe('Person 1 locked');
  });
});

describe('hands, face and feet', () => {
  it('come and go', () => {
    const { actions, person } = figure();
    actions.setHand(0, 'left', 'peace');
    actions.setFace(0, true);
    actions.setFeet(0, true);
    expect([person().leftHand?.length, person().face?.length, person().feet?.length]).toEqual([21, 70, 6]);
    actions.removeHand(0, 'left');
    actions.setFace(0, false);
    actions.setFeet(0, false);
    expect(Object.keys(person())).toEqual(['body']);
  });

  it('are refused with what they lack, and go all the same', () => {
    const { actions, store, pose, past } = figure(bare());
    const before = pose();
    const said = (): string => store.getState().said;
    actions.setHand(0, 'left', 'fist');
    expect(said()).toBe('Show the left wrist first: the hand is put to it.');
    actions.setHand(0, 'right', 'fist');
    expect(said()).toBe('Show the right wrist first: the hand is put to it.');
    actions.setFace(0, true);
    expect(said()).toBe('Show nose, eyes or ears first: the face is put to them.');
    actions.setFeet(0, true);
    expect(said()).toBe('Show an ankle first: feet are put to it.');
    expect(pose()).toBe(before);
    expect(past()).toBe(0);
    store.setState({ pose: giveFeet({ ...before, people: presetPose('standing', CANVAS).people }, 0) });
    actions.toggleJoint({ person: 0, joint: LEFT_ANKLE });
    actions.setFeet(0, false);
    expect(said()).toBe('Feet removed');
  });

  it('turns a hand over about its forearm: twice is as before', () => {
    const { actions, person } = figure();
    actions.setHand(0, 'right', 'point');
    const before = person().rightHand ?? [];
    actions.turnHandOver(0, 'right');
    const over = person().rightHand ?? [];
    const [elbow, wrist] = [present(person().body[RIGHT_ELBOW]), present(person().body[RIGHT_WRIST])];
    const aside = (point: Keypoint | null | undefined): number => {
      const { x, y } = present(point);
      return (wrist.x - elbow.x) * (y - elbow.y) - (wrist.y - elbow.y) * (x - elbow.x);
    };
    expect(present(over[0]).x).toBeCloseTo(present(before[0]).x, 9);
    expect(present(over[0]).y).toBeCloseTo(present(before[0]).y, 9);
    expect(Math.abs(aside(before[4]))).toBeGreaterThan(1);
    before.forEach((point, joint) => expect(aside(over[joint])).toBeCloseTo(-aside(point), 6));
    actions.turnHandOver(0, 'right');
    person().rightHand?.forEach((point, joint) => {
      expect(present(point).x).toBeCloseTo(present(before[joint]).x, 9);
      expect(present(point).y).toBeCloseTo(present(before[joint]).y, 9);
    });
  });
});

describe('people and canvas', () => {
  it('reorders and keeps the moved person selected', () => {
    const { store, actions, person } = figure();
    actions.addPerson();
    actions.changeDetails(0, { name: 'Ada' }, 'Called Ada');
    actions.reorder(0, 1);
    expect(person(1).name).toBe('Ada');
    expect(store.getState().selection.people).toEqual([1]);
    actions.undo();
    expect(person(0).name).toBe('Ada');
  });

  it('resizes the canvas with or without the people', () => {
    const { actions, pose, person } = figure();
    const nose = present(person().body[0]);
    actions.setCanvas({ width: 1024, height: 1024 }, 'keep');
    expect(person().body[0]).toEqual(nose);
    actions.undo();
    actions.setCanvas({ width: 1024, height: 1024 }, 'fit');
    expect(present(person().body[0]).x).toBeCloseTo(nose.x * 2, 9);
    expect(pose()).toMatchObject({ width: 1024, height: 1024 });
  });
});
