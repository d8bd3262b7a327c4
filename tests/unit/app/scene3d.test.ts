import { describe, expect, it } from 'vitest';
import { createFigureActions } from '../../../app/actions/figure.ts';
import { createSceneActions } from '../../../app/editor/three/scene/actions.ts';
import { carriedExtra, carriedFace } from '../../../app/editor/three/scene/carried.ts';
import { openScene } from '../../../app/editor/three/scene/open.ts';
import { createSceneStore, type OpenedScene } from '../../../app/editor/three/scene/store.ts';
import { peopleTaken, sceneToContinue, takeOver } from '../../../app/editor/three/scene/take-over.ts';
import { frameIn } from '../../../app/editor/three/frame.ts';
import { createFigureStore } from '../../../app/state/figure.ts';
import {
  giveHand,
  type Person,
  type Point,
  type Pose,
  presetPerson,
  presetPose,
} from '../../../core/pose/index.ts';
import { BUILDS, handlePlace } from '../../../core/pose3d/index.ts';

const CANVAS = { width: 512, height: 512 };
const other = presetPerson('t-pose', CANVAS);
const face = Array.from({ length: 70 }, (_, i) => ({ x: 240 + (i % 10), y: 90 + Math.floor(i / 10) }));
const lead: Person = { ...presetPerson('standing', CANVAS), name: 'Lead', face };
const pose: Pose = { ...CANVAS, people: [other, lead] };

function opened(at: number | readonly number[] = 1, of: Pose = pose) {
  const scene = openScene(of, typeof at === 'number' ? [at] : at);
  const store = createSceneStore(scene.state);
  return { scene, store, actions: createSceneActions(store) };
}

describe('opening', () => {
  it('lifts the selected person, and calls it as the editor does', () => {
    const { state, sources, notice } = openScene(pose, [1]);
    expect(state.people).toMatchObject([{ name: 'Lead', source: 1 }]);
    expect(sources).toEqual([1]);
    expect(notice).toBe('');
  });

  it('has somebody standing where nobody is, and where a person cannot be lifted, with a word why', () => {
    expect(openScene({ ...pose, people: [] }, [0]).state.people).toMatchObject([{ source: undefined }]);
    const hidden = { body: lead.body.map(() => null) };
    const { state, notice } = openScene({ ...pose, people: [hidden] }, [0]);
    expect(state.people).toMatchObject([{ source: 0 }]);
    expect(notice).toMatch(/too few points/);
  });
});

describe('locked people', () => {
  const locked = { ...pose, people: [other, { ...lead, locked: true }] };

  it('are not taken into space, which is said, and stay as they are', () => {
    const { scene, store } = opened(1, locked);
    expect(scene.notice).toMatch(/^Lead is locked and stays as it is/);
    const taken = takeOver(locked, scene, store.getState());
    expect(taken.pose.people.slice(0, 2)).toEqual(locked.people);
    expect(taken.pose.people).toHaveLength(3);
    expect(taken.people).toEqual([2]);
  });

  it('stay when everybody of the scene is removed', () => {
    const { scene, store, actions } = opened(1, locked);
    actions.removePerson();
    expect(takeOver(locked, scene, store.getState()).pose.people).toEqual(locked.people);
  });
});

describe('hands', () => {
  const plain = { ...CANVAS, people: [presetPerson('t-pose', CANVAS)] };
  const drawn = giveHand(plain, 0, 'left', 'peace').people[0]!;
  const bent = { ...drawn, leftHand: drawn.leftHand!.with(8, null) };
  const handed: Pose = { ...CANVAS, people: [bent] };
  const lengthOf = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
  /** The places of a hand, in forearms along and across the forearm from the wrist. */
  function against(person: Person, side: 'left' | 'right'): (readonly [number, number] | null)[] {
    const [elbow, wrist] =
      side === 'left' ? [person.body[6]!, person.body[7]!] : [person.body[3]!, person.body[4]!];
    const length = lengthOf(elbow, wrist);
    const along = { x: (wrist.x - elbow.x) / length, y: (wrist.y - elbow.y) / length };
    return (side === 'left' ? person.leftHand! : person.rightHand!).map((point) => {
      if (!point) return null;
      const [x, y] = [point.x - wrist.x, point.y - wrist.y];
      return [x * along.x + y * along.y, y * along.x - x * along.y] as const;
    });
  }

  it('go along point by point with the forearm, and none is added where there was none', () => {
    const { scene, store, actions } = opened(0, handed);
    actions.drag('left.hand', { x: 0.35, y: 1.7, z: 0.1 });
    const [after] = takeOver(handed, scene, store.getState()).pose.people;
    expect(after).not.toHaveProperty('rightHand');
    const [before, now] = [against(bent, 'left'), against(after!, 'left')];
    expect(now[8]).toBeNull();
    const size =
      (now[12]![0] ** 2 + now[12]![1] ** 2) ** 0.5 / (before[12]![0] ** 2 + before[12]![1] ** 2) ** 0.5;
    expect(size).toBeGreaterThan(0.9);
    expect(size).toBeLessThan(1.1);
    now.forEach((place, i) => {
      if (!place) return;
      expect(place[0]).toBeCloseTo(size * before[i]![0], 6);
      expect(place[1]).toBeCloseTo(size * before[i]![1], 6);
    });
  });

  it('have the shape that was chosen in space', () => {
    const { scene, store, actions } = opened(0, handed);
    actions.setHand('left', 'fist');
    actions.setHand('right', 'open');
    const [after] = takeOver(handed, scene, store.getState()).pose.people;
    expect(after!.leftHand).toHaveLength(21);
    expect(after!.leftHand![8]).not.toBeNull();
    expect(after!.rightHand).toHaveLength(21);
    store.setState(({ options }) => ({ options: { ...options, hands: false } }));
    const [bare] = takeOver(handed, scene, store.getState()).pose.people;
    expect(bare).not.toHaveProperty('leftHand');
    expect(bare).not.toHaveProperty('rightHand');
  });

  it('change sides with the figure, as mirror images', () => {
    const { scene, store, actions } = opened(0, handed);
    actions.mirror();
    const taken = takeOver(handed, scene, store.getState());
    const [after] = taken.pose.people;
    expect(after).not.toHaveProperty('leftHand');
    const [before, now] = [against(bent, 'left'), against(after!, 'right')];
    expect(Math.sign(now[4]![1])).toBe(-Math.sign(before[4]![1]));
    const again = sceneToContinue(taken, taken.pose, [0])!;
    expect(takeOver(taken.pose, again, again.state).pose.people).toEqual(taken.pose.people);
  });

  it.each([
    ['side', 'rightHand'],
    ['back', 'face'],
  ] as const)(
    'and faces that the camera did not see from the %s come back where 3D goes on',
    (view, part) => {
      const standing: Pose = { ...CANVAS, people: [{ ...presetPerson('standing', CANVAS), face }] };
      const start = giveHand(standing, 0, 'right', 'fist');
      const { scene, store, actions } = opened(0, start);
      const { camera } = scene.state;
      const before = takeOver(start, scene, scene.state).pose.people[0]!;
      expect(before).toHaveProperty(part);
      actions.lookFrom(view);
      const unseen = takeOver(start, scene, store.getState());
      expect(unseen.pose.people[0]).not.toHaveProperty(part);
      const again = sceneToContinue(unseen, unseen.pose, [0])!;
      const seen = takeOver(unseen.pose, again, { ...again.state, camera });
      expect(seen.pose.people[0]).toEqual(before);
    },
  );

  it('chosen for somebody who has none arrive, and no others with them', () => {
    const two: Pose = { ...CANVAS, people: [...plain.people, lead] };
    const { scene, store, actions } = opened([0, 1], two);
    actions.setHand('right', 'fist');
    const [first, second] = takeOver(two, scene, store.getState()).pose.people;
    expect(first!.rightHand).toHaveLength(21);
    expect(first).not.toHaveProperty('leftHand');
    expect(second).not.toHaveProperty('rightHand');
    actions.undo();
    expect(store.getState().options.hands).toBe(false);
    expect(takeOver(two, scene, store.getState()).pose.people[0]).not.toHaveProperty('rightHand');
    actions.redo();
    expect(takeOver(two, scene, store.getState()).pose.people[0]).toHaveProperty('rightHand');
  });
});

describe('taking over', () => {
  it('puts the person back where it came from, with name and face', () => {
    const { scene, store } = opened();
    const taken = takeOver(pose, scene, store.getState());
    expect(taken.people).toEqual([1]);
    expect(taken.pose.people).toHaveLength(2);
    expect(taken.pose.people[0]).toBe(other);
    expect(taken.pose.people[1]).toMatchObject({ name: 'Lead' });
    expect(taken.pose.people[1]!.face).toHaveLength(70);
    lead.body.slice(1, 14).forEach((point, i) => {
      const after = taken.pose.people[1]!.body[i + 1];
      if (after) expect(Math.hypot(after.x - point!.x, after.y - point!.y)).toBeLessThan(9);
    });
  });

  it('moves a face with the eyes', () => {
    const { scene, store } = opened();
    const wide = takeOver(pose, scene, store.getState()).pose.people[1]!;
    const eyes = (person: Person): number =>
      Math.hypot(person.body[14]!.x - person.body[15]!.x, person.body[14]!.y - person.body[15]!.y);
    const span = (person: Person): number =>
      Math.hypot(person.face![9]!.x - person.face![0]!.x, person.face![9]!.y - person.face![0]!.y);
    expect(span(wide) / span(lead)).toBeCloseTo(eyes(wide) / eyes(lead), 6);
    store.setState(({ camera }) => ({ camera: { ...camera, azimuth: 180 } }));
    expect(takeOver(pose, scene, store.getState()).pose.people[1]).not.toHaveProperty('face');
  });

  it('moves a face of which no point can be told like any other, and leaves it out where no face is seen', () => {
    const triples = (points: readonly { x: number; y: number }[]): number[] =>
      points.flatMap(({ x, y }) => [x, y, 1]);
    const person: Person = { ...lead, extra: { id: 7, face_keypoints_2d: triples(face) } };
    const moved = lead.body.map((point) => point && { x: 2 * point.x + 7, y: 2 * point.y - 5 });
    const { face_keypoints_2d: now, ...others } = carriedExtra(person, moved)!;
    const expected = triples(face.map(({ x, y }) => ({ x: 2 * x + 7, y: 2 * y - 5 })));
    expect(others).toEqual({ id: 7 });
    (now as number[]).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6));
    expect(
      carriedExtra(
        person,
        lead.body.map(() => null),
      ),
    ).toEqual({ id: 7 });
  });

  it('moves a face with the nose and one eye where the other is hidden, and leaves it out with none', () => {
    const moved = lead.body.map((point) => point && { x: 2 * point.x + 7, y: 2 * point.y - 5 });
    const expected = face.map(({ x, y }) => ({ x: 2 * x + 7, y: 2 * y - 5 }));
    for (const hidden of [14, 15]) {
      carriedFace(lead, moved.with(hidden, null))!.forEach((point, i) => {
        expect(point!.x).toBeCloseTo(expected[i]!.x, 6);
        expect(point!.y).toBeCloseTo(expected[i]!.y, 6);
      });
    }
    expect(carriedFace(lead, moved.with(14, null).with(15, null))).toBeUndefined();
  });

  it('adds who is new on top, and takes away who was removed', () => {
    const { scene, store, actions } = opened();
    actions.addPerson();
    const added = takeOver(pose, scene, store.getState());
    expect(added.pose.people).toHaveLength(3);
    expect(added.people).toEqual([1, 2]);
    actions.select(1);
    actions.removePerson();
    const removed = takeOver(pose, scene, store.getState());
    expect(removed.pose.people).toHaveLength(2);
    expect(removed.pose.people[0]).toBe(other);
  });

  it('goes on where it ended while its people are as it left them', () => {
    const { scene, store, actions } = opened();
    actions.drag('left.hand', { x: 0.3, y: 1.5, z: 0.5 });
    const taken = takeOver(pose, scene, store.getState());
    const again = sceneToContinue(taken, taken.pose, [1]);
    expect(again?.state.people[0]!.figure).toBe(store.getState().people[0]!.figure);
    expect(again?.sources).toEqual([1]);
    expect(sceneToContinue(taken, taken.pose, [0])).toBeUndefined();
    const edited = { ...taken.pose, people: taken.pose.people.with(1, lead) };
    expect(sceneToContinue(taken, edited, [1])).toBeUndefined();
    expect(sceneToContinue(undefined, pose, [1])).toBeUndefined();
  });
});

describe('several people', () => {
  const pair = presetPose('hugging', CANVAS).people;
  const feet = Array.from({ length: 6 }, (_, i) => ({ x: 200 + i, y: 480 }));
  const [a, b]: readonly Person[] = [
    { ...pair[0]!, name: 'A', extra: { note: 1 }, feet },
    { ...pair[1]!, hidden: true },
  ];
  const cat: Person = { body: [], animal: presetPerson('standing', CANVAS).body.slice(0, 17), name: 'Cat' };
  const blank: Person = { body: a!.body.map(() => null), name: 'Blank' };
  const locked: Person = { ...lead, locked: true };
  const crowd: Pose = { ...CANVAS, people: [cat, b!, locked, a!, blank] };

  it('are lifted with one camera, and go back each to its own place', () => {
    const { scene, store } = opened([1, 3], crowd);
    expect(scene).toMatchObject({ sources: [1, 3], notice: '' });
    const { pose: after, people } = takeOver(crowd, scene, store.getState());
    expect(people).toEqual([1, 3]);
    for (const index of [0, 2, 4]) expect(after.people[index]).toBe(crowd.people[index]);
    expect(after.people).toHaveLength(5);
    expect(after.people[1]).toMatchObject({ hidden: true });
    expect(after.people[3]).toMatchObject({ name: 'A', extra: { note: 1 } });
    expect(after.people[3]).toHaveProperty('feet');
    for (const part of ['name', 'feet', 'leftHand', 'face']) expect(after.people[1]).not.toHaveProperty(part);
    for (const index of [1, 3]) {
      crowd.people[index]!.body.slice(1, 14).forEach((point, i) => {
        const now = after.people[index]!.body[i + 1];
        if (point && now) expect(Math.hypot(now.x - point.x, now.y - point.y)).toBeLessThan(9);
      });
    }
  });

  it('come back from 3D as one step that is undone at once', () => {
    const { scene, store, actions } = opened([1, 3], crowd);
    actions.drag('left.hand', { x: 0.3, y: 1.5, z: 0.5 });
    const figure = createFigureStore(crowd);
    createFigureActions(figure).edit(() => takeOver(crowd, scene, store.getState()).pose);
    expect(figure.temporal.getState().pastStates).toHaveLength(1);
    figure.temporal.getState().undo();
    expect(figure.getState().pose).toBe(crowd);
  });

  it('get feet where the editor has some, and all of them once feet are asked for', () => {
    const { scene, store, actions } = opened([1, 3], crowd);
    const haveFeet = () =>
      takeOver(crowd, scene, store.getState()).pose.people.map((person) => Boolean(person.feet));
    expect(haveFeet()).toEqual([false, false, false, true, false]);
    actions.setOptions({ feet: false });
    expect(haveFeet()).not.toContain(true);
    actions.setOptions({ feet: true });
    expect(haveFeet()).toEqual([false, true, false, true, false]);
    actions.undo();
    actions.undo();
    expect(haveFeet()).toEqual([false, false, false, true, false]);
  });

  it('hide each other', () => {
    const { state } = openScene(crowd, [1, 3]);
    const pointsOf = (people: typeof state.people): number =>
      peopleTaken(crowd, { ...state, people }).reduce(
        (count, { body }) => count + body.filter((point) => point !== null).length,
        0,
      );
    const alone = state.people.map((person) => pointsOf([person])).reduce((sum, count) => sum + count, 0);
    expect(pointsOf(state.people)).toBeLessThan(alone);
  });

  it('that cannot be lifted stay as they are, and it is said who and why', () => {
    const { scene, store } = opened([0, 1, 2, 3, 4], crowd);
    expect(scene.sources).toEqual([1, 3]);
    expect(scene.notice).toMatch(/^Cat is an animal .*Lead is locked .*Blank has too few points /);
    const { pose: after } = takeOver(crowd, scene, store.getState());
    for (const index of [0, 2, 4]) expect(after.people[index]).toBe(crowd.people[index]);
  });

  it('of whom nobody can be lifted are told of, and the first one is stood in for', () => {
    const flat: Pose = { ...CANVAS, people: [cat, blank, { ...blank, name: 'Other' }] };
    const { scene } = opened([0, 1, 2], flat);
    expect(scene.state.people).toMatchObject([{ name: 'Blank', source: 1 }]);
    expect(scene.notice).toMatch(
      /A standing figure takes its place.*Cat is an animal .*Other has too few points /,
    );
    expect(opened(0, flat).scene.sources).toEqual([]);
    expect(opened(0, flat).scene.notice).toMatch(/^Cat is an animal .*Somebody new/);
  });

  it('are gone on with while all who are selected are among them', () => {
    const { scene, store, actions } = opened([1, 3], crowd);
    actions.select(2);
    const taken = takeOver(crowd, scene, store.getState());
    expect(sceneToContinue(taken, taken.pose, [1, 3])).toMatchObject({ state: { selected: 2 }, notice: '' });
    expect(sceneToContinue(taken, taken.pose, [1])).toMatchObject({ state: { selected: 1 } });
    expect(sceneToContinue(taken, taken.pose, [1, 2])?.notice).toMatch(/^Lead is locked/);
    expect(sceneToContinue(taken, taken.pose, [1, 3, 4])).toBeUndefined();
    expect(sceneToContinue(taken, taken.pose, [2])).toBeUndefined();
  });
});

describe('changes of the scene', () => {
  const past = ({ store }: ReturnType<typeof opened>): number => store.temporal.getState().pastStates.length;

  it('are one entry of history from begin to end', () => {
    const scene = opened();
    const before = scene.store.getState().people;
    scene.actions.begin();
    for (let i = 1; i <= 5; i++) scene.actions.drag('right.hand', { x: -0.4, y: 1 + i / 20, z: 0.3 });
    expect(past(scene)).toBe(0);
    scene.actions.end();
    expect(past(scene)).toBe(1);
    const hand = handlePlace(scene.store.getState().people[0]!.figure, 'right.hand');
    expect(hand.y).toBeCloseTo(1.25, 2);
    scene.actions.undo();
    expect(scene.store.getState().people).toBe(before);
    scene.actions.redo();
    expect(handlePlace(scene.store.getState().people[0]!.figure, 'right.hand').y).toBeCloseTo(1.25, 2);
  });

  it('are one entry where the same control goes on, and others where another one comes or it starts anew', () => {
    const scene = opened();
    const { actions } = scene;
    for (const degrees of [10, 20, 30]) actions.setAngle('left.forearm', 0, degrees);
    expect(past(scene)).toBe(1);
    actions.setAngle('right.forearm', 0, 30);
    for (const height of [1.5, 1.6]) actions.setProportion('height', height);
    expect(past(scene)).toBe(3);
    for (let i = 0; i < 3; i++) actions.nudge('left.hand', { x: 0, y: 0.02, z: 0 });
    expect(past(scene)).toBe(4);
    actions.startAnew();
    actions.nudge('left.hand', { x: 0, y: 0.02, z: 0 });
    expect(past(scene)).toBe(5);
    actions.setAngle('left.forearm', 0, 40);
    actions.undo();
    actions.setAngle('left.forearm', 0, 50);
    expect(past(scene)).toBe(6);
    for (let i = 0; i < 6; i++) actions.undo();
    expect(scene.store.getState().people).toBe(scene.scene.state.people);
  });

  it('do not count looking around', () => {
    const scene = opened();
    scene.actions.lookFrom('back');
    scene.actions.setFieldOfView(60);
    expect(past(scene)).toBe(0);
    expect(scene.store.getState().camera).toMatchObject({ azimuth: 180, fieldOfView: 60 });
  });

  it('keep somebody selected after a removal and its undoing', () => {
    const scene: { scene: OpenedScene } & ReturnType<typeof opened> = opened();
    scene.actions.duplicatePerson();
    scene.actions.removePerson();
    expect(scene.store.getState().selected).toBe(1);
    scene.actions.removePerson();
    expect(scene.store.getState()).toMatchObject({ people: [], selected: undefined });
    scene.actions.undo();
    expect(scene.store.getState().selected).toBe(1);
  });

  it('build, mirror and reset the selected person alone', () => {
    const { store, actions } = opened();
    actions.addPerson();
    const first = store.getState().people[0];
    actions.setBuild(BUILDS.child);
    actions.mirror();
    actions.setAngle('left.forearm', 0, 90);
    actions.reset();
    expect(store.getState().people[0]).toBe(first);
    expect(store.getState().people[1]!.figure.build).toEqual(BUILDS.child);
  });
});

describe('the frame', () => {
  it('is the canvas as large as fits in the middle of the stage', () => {
    const frame = frameIn({ width: 1000, height: 500 }, { width: 512, height: 1024 });
    expect(frame.height).toBeCloseTo(440);
    expect(frame.width).toBeCloseTo(220);
    expect(frame.left).toBeCloseTo(390);
    expect(frame.top).toBeCloseTo(30);
  });
});
