import { describe, expect, it } from 'vitest';
import {
  addPerson,
  duplicatePerson,
  fitPose,
  hideKeypoint,
  mirrorPerson,
  moveKeypoint,
  type Person,
  type Pose,
  presetPerson,
  presetPose,
  removePerson,
  replacePerson,
  showKeypoint,
  translatePerson,
} from '../../../core/pose/index.ts';

const CANVAS = { width: 512, height: 512 };
const [NOSE, R_ELBOW, L_WRIST] = [0, 3, 7];

/** A standing person whose left hand and face are rows of points. */
function wholePose(): Pose {
  const row = (length: number, y: number) => Array.from({ length }, (_, i) => ({ x: 300 + i, y }));
  const { body } = presetPerson('standing', CANVAS);
  return { ...CANVAS, people: [{ body, leftHand: row(21, 280), face: row(70, 90) }] };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

function first(pose: Pose): Person {
  return pose.people[0]!;
}

describe('moveKeypoint', () => {
  it('moves one point and shares the rest with the old pose', () => {
    const pose = deepFreeze(wholePose());
    const moved = moveKeypoint(pose, { person: 0, joint: R_ELBOW }, { x: 12.5, y: 600 });
    expect(first(moved).body[R_ELBOW]).toEqual({ x: 12.5, y: 600 });
    expect(first(moved).body.filter((point, i) => point !== first(pose).body[i])).toHaveLength(1);
    expect(first(moved).leftHand).toBe(first(pose).leftHand);
  });

  it('takes the hand along with its wrist, and the face with the nose', () => {
    const pose = wholePose();
    const wrist = first(pose).body[L_WRIST]!;
    const moved = moveKeypoint(pose, { person: 0, joint: L_WRIST }, { x: wrist.x + 10, y: wrist.y - 20 });
    expect(first(moved).leftHand?.[20]).toEqual({ x: 330, y: 260 });
    expect(first(moved).face).toBe(first(pose).face);
    const nose = first(pose).body[NOSE]!;
    const turned = moveKeypoint(pose, { person: 0, joint: NOSE }, { x: nose.x, y: nose.y + 5 });
    expect(first(turned).face?.[0]).toEqual({ x: 300, y: 95 });
  });

  it('moves a finger by itself', () => {
    const moved = moveKeypoint(wholePose(), { person: 0, part: 'leftHand', joint: 8 }, { x: 1, y: 2 });
    expect(first(moved).leftHand?.slice(7, 10)).toEqual([
      { x: 307, y: 280 },
      { x: 1, y: 2 },
      { x: 309, y: 280 },
    ]);
  });

  it.each([
    { person: 1, joint: 0 },
    { person: 0, joint: 18 },
    { person: 0, part: 'rightHand', joint: 0 },
  ] as const)('gives the pose back where nothing is: %o', (ref) => {
    const pose = wholePose();
    expect(moveKeypoint(pose, ref, { x: 0, y: 0 })).toBe(pose);
    expect(hideKeypoint(pose, ref)).toBe(pose);
    expect(showKeypoint(pose, ref)).toBe(pose);
  });
});

describe('hideKeypoint and showKeypoint', () => {
  it('puts a point back where the proportions want it', () => {
    const pose = translatePerson(presetPose('standing', CANVAS), 0, { x: -37, y: 11 });
    for (let joint = 0; joint < 18; joint++) {
      const hidden = hideKeypoint(pose, { person: 0, joint });
      expect(first(hidden).body[joint]).toBeNull();
      const shown = first(showKeypoint(hidden, { person: 0, joint })).body[joint];
      expect(shown?.x).toBeCloseTo(first(pose).body[joint]!.x, 6);
      expect(shown?.y).toBeCloseTo(first(pose).body[joint]!.y, 6);
    }
  });

  it('keeps to the size of the person and starts from the nearest point that is there', () => {
    const [small, standing] = [
      presetPerson('standing', { width: 256, height: 256 }),
      presetPerson('standing', CANVAS),
    ];
    let pose: Pose = { ...CANVAS, people: [small] };
    for (const joint of [6, 7]) pose = hideKeypoint(pose, { person: 0, joint });
    const wrist = first(showKeypoint(pose, { person: 0, joint: 7 })).body[7]!;
    const [shoulder, wristOfModel, shoulderOfModel] = [small.body[5]!, standing.body[7]!, standing.body[5]!];
    expect(wrist.x - shoulder.x).toBeCloseTo((wristOfModel.x - shoulderOfModel.x) / 2, 6);
    expect(wrist.y - shoulder.y).toBeCloseTo((wristOfModel.y - shoulderOfModel.y) / 2, 6);
  });

  it('builds up a person of whom nothing is left', () => {
    const nobody: Person = { body: Array.from({ length: 18 }, () => null) };
    let pose: Pose = { ...CANVAS, people: [nobody] };
    for (let joint = 0; joint < 18; joint++) pose = showKeypoint(pose, { person: 0, joint });
    const standing = presetPerson('standing', CANVAS).body;
    first(pose).body.forEach((point, joint) => expect(point?.y).toBeCloseTo(standing[joint]!.y, 6));
  });

  it('continues a finger, and puts other points of a part in its middle', () => {
    const finger = { person: 0, part: 'leftHand', joint: 8 } as const;
    const shown = first(showKeypoint(hideKeypoint(wholePose(), finger), finger));
    expect(shown.leftHand?.[8]).toEqual({ x: 308, y: 280 });
    const chin = { person: 0, part: 'face', joint: 0 } as const;
    const face = first(showKeypoint(hideKeypoint(wholePose(), chin), chin)).face;
    expect(face?.[0]).toEqual({ x: 335, y: 90 });
  });

  it('leaves a point alone that is there', () => {
    const pose = wholePose();
    expect(showKeypoint(pose, { person: 0, joint: 3 })).toBe(pose);
  });
});

describe('people', () => {
  it('adds a person on top, aside where they would stand upon another', () => {
    const pose = presetPose('standing', CANVAS);
    const necks = [1, 2, 3]
      .reduce<Pose>((all) => addPerson(all, first(pose)), pose)
      .people.map(({ body }) => body[1]!.x);
    expect(new Set(necks.map(Math.round)).size).toBe(4);
    const alone = addPerson({ ...CANVAS, people: [] }, first(pose));
    expect(alone.people).toEqual(pose.people);
  });

  it('duplicates with hands and face, and leaves the original', () => {
    const pose = wholePose();
    const { people } = duplicatePerson(pose, 0);
    expect(people[0]).toBe(first(pose));
    const by = people[1]!.body[0]!.x - people[0]!.body[0]!.x;
    expect(by).toBeGreaterThan(40);
    expect(people[1]!.leftHand?.[0]).toEqual({ x: 300 + by, y: 280 });
    expect(people[1]!.face).toHaveLength(70);
  });

  it('removes and replaces one of several', () => {
    const [a, b] = [presetPerson('standing', CANVAS), presetPerson('dancing', CANVAS)];
    const pose = { ...CANVAS, people: [a, b, a] };
    expect(removePerson(pose, 1).people).toEqual([a, a]);
    expect(replacePerson(pose, 2, b).people).toEqual([a, b, b]);
    expect(removePerson(pose, 3)).toBe(pose);
    expect(duplicatePerson(pose, -1)).toBe(pose);
  });

  it('mirrors about the middle of the body and swaps the sides', () => {
    const pose = wholePose();
    const mirrored = mirrorPerson(pose, 0);
    const xs = first(pose).body.map((point) => point!.x);
    const axis = Math.min(...xs) + Math.max(...xs);
    expect(first(mirrored).body[4]).toEqual({ x: axis - first(pose).body[7]!.x, y: first(pose).body[7]!.y });
    expect(first(mirrored).leftHand).toBeUndefined();
    expect(first(mirrored).rightHand?.[20]).toEqual({ x: axis - 320, y: 280 });
    expect(first(mirrored).face?.[0]).toEqual({ x: axis - 316, y: 90 });
    const twice = first(mirrorPerson(mirrored, 0));
    twice.body.forEach((point, joint) => expect(point!.x).toBeCloseTo(first(pose).body[joint]!.x, 9));
    expect(twice.face?.map((point) => point?.x)).toEqual(first(pose).face?.map((point) => point?.x));
  });
});

describe('fitPose', () => {
  it('keeps the aspect and the middle', () => {
    const pose: Pose = {
      width: 100,
      height: 200,
      people: [{ body: [{ x: 0, y: 0 }, { x: 50, y: 100 }, null] }],
    };
    const fitted = fitPose(pose, { width: 300, height: 400 });
    expect(fitted).toEqual({
      width: 300,
      height: 400,
      people: [{ body: [{ x: 50, y: 0 }, { x: 150, y: 200 }, null] }],
    });
    expect(fitPose(pose, { width: 100, height: 200 })).toBe(pose);
  });
});
