import { describe, expect, it } from 'vitest';
import {
  giveFace,
  giveFeet,
  giveHand,
  HAND_PRESET_LABELS,
  HAND_PRESET_NAMES,
  hasHoldFor,
  type HandPresetName,
  type Keypoints,
  type Point,
  type Pose,
  presetPose,
  removePart,
  rotation,
  transformPeople,
} from '../../../../core/pose/index.ts';
import { CANVAS, distance, first, J, lengthOf, locked, wholePose, without } from './people.ts';

const ARMS = [
  ['right', 'rightHand', J.rElbow, J.rWrist],
  ['left', 'leftHand', J.lElbow, J.lWrist],
] as const;
const TIPS = { index: 8, middle: 12, ring: 16, little: 20 } as const;

function handOf(pose: Pose, preset: HandPresetName, side: 'left' | 'right' = 'right'): Keypoints {
  const person = first(giveHand(pose, 0, side, preset));
  return (side === 'left' ? person.leftHand : person.rightHand)!;
}

/** How far a finger reaches from the wrist, in lengths from the wrist to its knuckle. */
function reach(hand: Keypoints, finger: keyof typeof TIPS): number {
  const tip = TIPS[finger];
  return lengthOf(hand, [0, tip]) / lengthOf(hand, [0, tip - 3]);
}

describe('giveHand', () => {
  const pose = presetPose('waving', CANVAS);

  it('has a label for each of five hands', () => {
    expect([...HAND_PRESET_NAMES].sort()).toEqual(['fist', 'open', 'peace', 'point', 'relaxed']);
    expect(Object.keys(HAND_PRESET_LABELS)).toEqual(HAND_PRESET_NAMES);
  });

  it.each(ARMS)(
    'puts the %s hand at the wrist, along the forearm, 70 %% of it long',
    (side, _, elbow, wrist) => {
      const { body } = first(pose);
      const hand = handOf(pose, 'open', side);
      expect(hand).toHaveLength(21);
      expect(hand[0]).toEqual({ x: body[wrist]!.x, y: body[wrist]!.y });
      const forearm = lengthOf(body, [elbow, wrist]);
      expect(lengthOf(hand, [0, TIPS.middle]) / forearm).toBeCloseTo(0.7, 1);
      const along = (point: Point) =>
        ((point.x - body[wrist]!.x) * (body[wrist]!.x - body[elbow]!.x) +
          (point.y - body[wrist]!.y) * (body[wrist]!.y - body[elbow]!.y)) /
        forearm;
      expect(along(hand[TIPS.middle]!)).toBeGreaterThan(0.68 * forearm);
    },
  );

  it('stretches and folds the fingers that the name says', () => {
    const straight: Readonly<Record<HandPresetName, readonly string[]>> = {
      fist: [],
      open: ['index', 'middle', 'ring', 'little'],
      point: ['index'],
      peace: ['index', 'middle'],
      relaxed: ['index', 'middle', 'ring', 'little'],
    };
    for (const preset of HAND_PRESET_NAMES) {
      const hand = handOf(pose, preset);
      for (const finger of ['index', 'middle', 'ring', 'little'] as const) {
        if (straight[preset].includes(finger)) expect(reach(hand, finger)).toBeGreaterThan(1.4);
        else expect(reach(hand, finger)).toBeLessThan(1.05);
      }
    }
  });

  it.each(HAND_PRESET_NAMES)(
    '%s has knuckles in order, bones of a hand and the thumb at the index',
    (preset) => {
      const hand = handOf(pose, preset);
      const palm = lengthOf(hand, [0, 9]);
      for (const knuckle of [5, 9, 13]) {
        const gap = lengthOf(hand, [knuckle, knuckle + 4]) / palm;
        expect(gap).toBeGreaterThan(0.12);
        expect(gap).toBeLessThan(0.35);
      }
      expect(distance(hand[2]!, hand[5]!)).toBeLessThan(distance(hand[2]!, hand[17]!));
      // The longest bones of the largest finger, seen at full length, as shares of the palm.
      for (let joint = 6; joint <= 20; joint++)
        if (joint % 4 !== 1) expect(lengthOf(hand, [joint - 1, joint]) / palm).toBeLessThan(0.45);
    },
  );

  it('shows the palm of a raised hand and the back of a hanging one, thumb to the body both times', () => {
    const [hanging, raised] = [presetPose('standing', CANVAS), presetPose('arms-up', CANVAS)];
    for (const of of [hanging, raised]) {
      const [right, left] = [handOf(of, 'open', 'right'), handOf(of, 'open', 'left')];
      expect(right[4]!.x).toBeGreaterThan(right[TIPS.little]!.x);
      expect(left[4]!.x).toBeLessThan(left[TIPS.little]!.x);
    }
  });

  it('gives both sides the same hand, mirrored', () => {
    const standing = presetPose('standing', CANVAS);
    const [right, left] = [handOf(standing, 'peace', 'right'), handOf(standing, 'peace', 'left')];
    right.forEach((point, joint) => {
      expect(left[joint]!.x).toBeCloseTo(CANVAS.width - point!.x, 6);
      expect(left[joint]!.y).toBeCloseTo(point!.y, 6);
    });
  });

  it('measures a forearm that points to the viewer by the upper arm', () => {
    const { body } = first(pose);
    const short = {
      ...pose,
      people: [{ body: body.with(J.rElbow, { ...body[J.rWrist]!, y: body[J.rWrist]!.y - 1 }) }],
    };
    const upper = lengthOf(short.people[0]!.body, [J.rShoulder, J.rElbow]);
    expect(lengthOf(handOf(short, 'open'), [0, TIPS.middle])).toBeGreaterThan(upper * 0.5);
  });

  it('guesses a missing elbow, and needs the wrist', () => {
    const standing = presetPose('standing', CANVAS);
    const guessed = handOf(without(standing, J.rElbow), 'open');
    handOf(standing, 'open').forEach((point, joint) =>
      expect(distance(point!, guessed[joint]!)).toBeLessThan(1e-6),
    );
    const handless = without(standing, J.rWrist);
    expect(giveHand(handless, 0, 'right', 'open')).toBe(handless);
  });
});

describe('giveFace', () => {
  const eyes = (person: { readonly face?: Keypoints }): readonly Point[] => [
    person.face![68]!,
    person.face![69]!,
  ];

  it('puts pupils and nose near the points of the body, and both halves on their sides', () => {
    for (const preset of ['standing', 'waving', 'dancing', 'flexing'] as const) {
      const person = first(giveFace(presetPose(preset, CANVAS), 0));
      const apart = lengthOf(person.body, [J.rEye, J.lEye]);
      expect(person.face).toHaveLength(70);
      expect(distance(eyes(person)[0]!, person.body[J.rEye]!)).toBeLessThan(apart / 3);
      expect(distance(eyes(person)[1]!, person.body[J.lEye]!)).toBeLessThan(apart / 3);
      expect(distance(person.face![30]!, person.body[J.nose]!)).toBeLessThan(apart / 2);
      for (const [right, left] of [
        [0, 16],
        [17, 26],
        [36, 45],
        [48, 54],
      ] as const)
        expect(person.face![right]!.x).toBeLessThan(person.face![left]!.x);
      expect(person.face![8]!.y).toBeGreaterThan(person.face![57]!.y);
    }
  });

  it('finds the turn of a head', () => {
    const [unit, turn] = [60, Math.PI / 4];
    const place = (x: number, y: number, z: number) => ({
      x: 256 + unit * (x * Math.cos(turn) + z * Math.sin(turn)),
      y: 200 + unit * y,
    });
    const body: Keypoints = Array.from({ length: 18 }, () => null)
      .with(J.nose, place(0, 0.66, 0.58) as never)
      .with(J.rEye, place(-0.5, 0, 0) as never)
      .with(J.lEye, place(0.5, 0, 0) as never)
      .with(J.rEar, place(-1.2, 0.2, -1.2) as never)
      .with(J.lEar, place(1.2, 0.2, -1.2) as never);
    const { face } = first(giveFace({ ...CANVAS, people: [{ body }] }, 0));
    expect(distance(face![30]!, body[J.nose]!)).toBeLessThan(1e-6);
    expect(distance(face![68]!, body[J.rEye]!)).toBeLessThan(1e-6);
    // Turned to the person's left, the right cheek is wide and the left one narrow.
    const [right, left] = [face![33]!.x - face![2]!.x, face![14]!.x - face![33]!.x];
    expect(right).toBeGreaterThan(3 * Math.abs(left));
  });

  it('turns and grows with the head', () => {
    const pose = presetPose('standing', CANVAS);
    const move = { ...rotation({ x: 100, y: 100 }, 0.8) };
    const larger = { a: 2 * move.a, b: 2 * move.b, c: 2 * move.c, d: 2 * move.d, e: move.e, f: move.f };
    const [before, after] = [
      transformPeople(giveFace(pose, 0), [0], larger),
      giveFace(transformPeople(pose, [0], larger), 0),
    ];
    first(after).face!.forEach((point, i) =>
      expect(distance(point!, first(before).face![i]!)).toBeLessThan(1e-6),
    );
  });

  it('makes do with two points or one, and needs one', () => {
    const pose = presetPose('standing', CANVAS);
    const two = first(giveFace(without(pose, J.nose, J.rEar, J.lEar), 0));
    expect(distance(two.face![68]!, two.body[J.rEye]!)).toBeLessThan(1e-6);
    expect(distance(two.face![69]!, two.body[J.lEye]!)).toBeLessThan(1e-6);
    expect(two.face![8]!.y).toBeGreaterThan(two.face![30]!.y);
    const one = first(giveFace(without(pose, J.rEye, J.lEye, J.rEar, J.lEar), 0));
    first(giveFace(pose, 0)).face!.forEach((point, i) =>
      expect(distance(point!, one.face![i]!)).toBeLessThan(1e-6),
    );
    const headless = without(pose, J.nose, J.rEye, J.lEye, J.rEar, J.lEar);
    expect(giveFace(headless, 0)).toBe(headless);
  });
});

describe('giveFeet', () => {
  it('puts toes beyond the ankles, small ones outside, heels behind', () => {
    const pose = presetPose('standing', CANVAS);
    const { feet, body } = first(giveFeet(pose, 0));
    const [leftBig, leftSmall, leftHeel, rightBig, rightSmall, rightHeel] = feet!;
    expect(leftSmall!.x).toBeGreaterThan(leftBig!.x);
    expect(rightSmall!.x).toBeLessThan(rightBig!.x);
    for (const [toe, heel, ankle] of [
      [leftBig, leftHeel, body[J.lAnkle]],
      [rightBig, rightHeel, body[J.rAnkle]],
    ]) {
      expect(toe!.y).toBeGreaterThan(heel!.y);
      expect(heel!.y).toBeGreaterThan(ankle!.y);
    }
  });

  it('gives a foot to each ankle that is there', () => {
    const pose = presetPose('standing', CANVAS);
    const one = first(giveFeet(without(pose, J.lAnkle), 0)).feet!;
    expect(one.slice(0, 3)).toEqual([null, null, null]);
    expect(one.slice(3)).toEqual(first(giveFeet(pose, 0)).feet!.slice(3));
    const none = without(pose, J.lAnkle, J.rAnkle);
    expect(giveFeet(none, 0)).toBe(none);
  });
});

describe('hasHoldFor', () => {
  it.each([
    ['leftHand', [J.lWrist]],
    ['rightHand', [J.rWrist]],
    ['face', [J.nose, J.rEye, J.lEye, J.rEar, J.lEar]],
    ['feet', [J.lAnkle, J.rAnkle]],
  ] as const)('tells whether there is a joint for %s', (part, joints) => {
    const pose = presetPose('standing', CANVAS);
    expect(hasHoldFor(first(pose), part)).toBe(true);
    expect(hasHoldFor(first(without(pose, ...joints.slice(1))), part)).toBe(true);
    const bare = without(pose, ...joints);
    expect(hasHoldFor(first(bare), part)).toBe(false);
    const give = { leftHand: giveLeft, rightHand: giveRight, face: giveFace, feet: giveFeet }[part];
    expect(give(bare, 0)).toBe(bare);
  });
});

function giveLeft(pose: Pose): Pose {
  return giveHand(pose, 0, 'left', 'open');
}

function giveRight(pose: Pose): Pose {
  return giveHand(pose, 0, 'right', 'open');
}

describe('removePart', () => {
  it('takes one part away', () => {
    const pose = wholePose();
    const { face, ...rest } = first(pose);
    expect(face).toHaveLength(70);
    expect(first(removePart(pose, 0, 'face'))).toEqual(rest);
    const bare = presetPose('standing', CANVAS);
    expect(removePart(bare, 0, 'face')).toBe(bare);
  });
});

it('leaves locked people alone', () => {
  const pose = locked(wholePose());
  expect(giveHand(pose, 0, 'left', 'fist')).toBe(pose);
  expect(giveFace(pose, 0)).toBe(pose);
  expect(giveFeet(pose, 0)).toBe(pose);
  expect(removePart(pose, 0, 'feet')).toBe(pose);
});
