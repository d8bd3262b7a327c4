import { describe, expect, it } from 'vitest';
import {
  dragKeypoint,
  type DragMode,
  type Keypoints,
  type Pose,
  presetPose,
  PRESET_NAMES,
} from '../../../../core/pose/index.ts';
import {
  BONES,
  CANVAS,
  distance,
  expectSameShape,
  first,
  J,
  lengthOf,
  locked,
  PARTS,
  seeded,
  wholePose,
  without,
} from './people.ts';

const KEEPING = ['limb', 'stretchless'] as const satisfies readonly DragMode[];
const STANDING = wholePose();
const HAND_BONES = Array.from({ length: 20 }, (_, edge) => [edge % 4 === 0 ? 0 : edge, edge + 1] as const);

function body(pose: Pose): Keypoints {
  return first(pose).body;
}

function drag(
  pose: Pose,
  joint: number,
  to: { readonly x: number; readonly y: number },
  mode: DragMode,
): Pose {
  return dragKeypoint(pose, { person: 0, joint }, to, mode);
}

/** On which side of the line from first to last joint the middle one lies. */
function bend(points: Keypoints, [a, b, c]: readonly [number, number, number]): number {
  const [from, middle, to] = [points[a]!, points[b]!, points[c]!];
  return Math.sign((to.x - from.x) * (middle.y - from.y) - (to.y - from.y) * (middle.x - from.x));
}

describe('a keypoint alone', () => {
  it('goes where it is dragged, is certain from then on, and leaves the rest as it is', () => {
    const pose = wholePose();
    const moved = drag(pose, J.rElbow, { x: 12.5, y: 600 }, 'joint');
    expect(body(moved)[J.rElbow]).toEqual({ x: 12.5, y: 600 });
    expect(body(moved).filter((point, joint) => point !== body(pose)[joint])).toHaveLength(1);
    for (const part of ['leftHand', 'rightHand', 'face', 'feet'] as const)
      expect(first(moved)[part]).toBe(first(pose)[part]);
  });

  it.each([
    [J.lWrist, 'leftHand', [0, 20]],
    [J.rWrist, 'rightHand', [0, 20]],
    [J.nose, 'face', [0, 69]],
    [J.lAnkle, 'feet', [0, 2]],
    [J.rAnkle, 'feet', [3, 5]],
  ] as const)('%i takes %s along', (joint, part, [from, to]) => {
    const pose = wholePose();
    const at = body(pose)[joint]!;
    const moved = drag(pose, joint, { x: at.x + 10, y: at.y - 20 }, 'joint');
    first(moved)[part]!.forEach((point, index) => {
      const old = first(pose)[part]![index]!;
      if (index < from || index > to) expect(point).toBe(old);
      else
        expect(point).toEqual({
          x: expect.closeTo(old.x + 10, 9) as number,
          y: expect.closeTo(old.y - 20, 9) as number,
          confidence: old.confidence,
        });
    });
  });

  it('is a single finger joint', () => {
    const pose = wholePose();
    const moved = dragKeypoint(pose, { person: 0, part: 'leftHand', joint: 6 }, { x: 1, y: 2 }, 'joint');
    expect(first(moved).leftHand![6]).toEqual({ x: 1, y: 2 });
    expect(first(moved).leftHand!.filter((point, i) => point !== first(pose).leftHand![i])).toHaveLength(1);
  });
});

describe('in every mode', () => {
  const modes = ['joint', 'limb', 'stretchless'] as const satisfies readonly DragMode[];

  it.each(modes)('%s gives the same pose back where nothing can change', (mode) => {
    const pose = wholePose();
    const refs = [
      { person: 1, joint: 0 },
      { person: 0, joint: 18 },
    ];
    for (const ref of refs) expect(dragKeypoint(pose, ref, { x: 0, y: 0 }, mode)).toBe(pose);
    const bare = presetPose('standing', CANVAS);
    const hand = { person: 0, part: 'rightHand', joint: 0 } as const;
    expect(dragKeypoint(bare, hand, { x: 0, y: 0 }, mode)).toBe(bare);
    expect(drag(locked(pose), J.nose, { x: 0, y: 0 }, mode)).toEqual(locked(pose));
    expect(drag(pose, J.nose, { x: Number.NaN, y: 0 }, mode)).toBe(pose);
    const missing = without(pose, J.nose);
    expect(drag(missing, J.nose, { x: 0, y: 0 }, mode)).toBe(missing);
    expect(drag(bare, J.rWrist, body(bare)[J.rWrist]!, mode)).toBe(bare);
  });

  it.each(modes)('%s makes a point certain that is dropped where it was', (mode) => {
    const pose = wholePose();
    const { x, y } = body(pose)[J.rKnee]!;
    expect(body(drag(pose, J.rKnee, { x, y }, mode))[J.rKnee]).toEqual({ x, y });
  });

  it.each(modes)('%s leaves the other people and the confidence of what follows', (mode) => {
    const pose = wholePose('standing', 'dancing');
    const moved = drag(pose, J.rShoulder, { x: 200, y: 100 }, mode);
    expect(moved.people[1]).toBe(pose.people[1]);
    for (const part of PARTS) {
      const certainty = (from: Pose) => first(from)[part]!.map((point) => point!.confidence);
      const expected = part === 'body' ? certainty(pose).with(J.rShoulder, undefined) : certainty(pose);
      expect(certainty(moved)).toEqual(expected);
    }
    expect(first(moved).face).toBe(first(pose).face);
    expect(first(moved).leftHand).toBe(first(pose).leftHand);
  });

  it.each(modes)('%s moves a point of the face alone', (mode) => {
    const pose = wholePose();
    const moved = dragKeypoint(pose, { person: 0, part: 'face', joint: 8 }, { x: 200, y: 130 }, mode);
    expect(first(moved).face!.filter((point, i) => point !== first(pose).face![i])).toEqual([
      { x: 200, y: 130 },
    ]);
    expect(first(moved).body).toBe(first(pose).body);
  });
});

describe.each(KEEPING)('%s', (mode) => {
  it.each(PRESET_NAMES)(
    'keeps all lengths of %s, and hands, feet and face as they are in shape',
    (preset) => {
      const random = seeded(5);
      let pose: Pose = wholePose(preset);
      const start = first(pose);
      for (let round = 0; round < 60; round++) {
        const to = { x: random() * 700 - 100, y: random() * 700 - 100 };
        pose = drag(pose, round % 18, to, mode);
        for (const bone of BONES)
          expect(Math.abs(lengthOf(body(pose), bone) - lengthOf(start.body, bone))).toBeLessThan(1e-6);
      }
      for (const part of ['leftHand', 'rightHand', 'face'] as const)
        expectSameShape(first(pose)[part], start[part]);
      expectSameShape(first(pose).feet?.slice(0, 3), start.feet?.slice(0, 3));
      expectSameShape(first(pose).feet?.slice(3), start.feet?.slice(3));
    },
  );

  it('keeps the lengths of what is there, whichever joints are missing or in one place', () => {
    const random = seeded(23);
    for (let round = 0; round < 200; round++) {
      const missing = Array.from({ length: 18 }, (_, joint) => joint).filter(() => random() < 0.25);
      const [here, there] = [Math.floor(random() * 18), Math.floor(random() * 18)];
      const at = body(STANDING)[there]!;
      const start = without(drag(STANDING, here, at, 'joint'), ...missing);
      const joint = Math.floor(random() * 18);
      const moved = drag(start, joint, { x: random() * 512, y: random() * 512 }, mode);
      for (const bone of BONES) {
        if (bone.some((end) => missing.includes(end))) continue;
        expect(Math.abs(lengthOf(body(moved), bone) - lengthOf(body(start), bone))).toBeLessThan(1e-6);
      }
      expect(body(moved).map((point) => point === null)).toEqual(body(start).map((point) => point === null));
    }
  });

  it('keeps the bones of a hand', () => {
    const random = seeded(9);
    let pose: Pose = wholePose();
    const start = first(pose).leftHand!;
    const wrist = start[0]!;
    for (let round = 0; round < 60; round++) {
      const to = { x: wrist.x + random() * 120 - 60, y: wrist.y + random() * 120 - 60 };
      pose = dragKeypoint(pose, { person: 0, part: 'leftHand', joint: 1 + (round % 20) }, to, mode);
    }
    const hand = first(pose).leftHand!;
    expect(hand[0]).toBe(wrist);
    for (const bone of HAND_BONES)
      expect(Math.abs(lengthOf(hand, bone) - lengthOf(start, bone))).toBeLessThan(1e-6);
  });

  it('turns an attached hand with its forearm', () => {
    const pose = wholePose();
    const angleOf = (of: Pose): number => {
      const [elbow, wrist, tip] = [body(of)[J.lElbow]!, body(of)[J.lWrist]!, first(of).leftHand![12]!];
      return Math.atan2(tip.y - wrist.y, tip.x - wrist.x) - Math.atan2(wrist.y - elbow.y, wrist.x - elbow.x);
    };
    const moved = drag(pose, J.lWrist, { x: 420, y: 140 }, mode);
    expect(Math.sin(angleOf(moved) - angleOf(pose))).toBeCloseTo(0, 9);
    expect(distance(first(moved).leftHand![0]!, body(moved)[J.lWrist]!)).toBeCloseTo(0, 9);
  });

  it('turns a foot as a whole about its ankle', () => {
    const pose = wholePose();
    const ankle = body(pose)[J.rAnkle]!;
    const [big, small] = [first(pose).feet![3]!, first(pose).feet![4]!];
    const to = { x: ankle.x - 500, y: ankle.y };
    const moved = first(dragKeypoint(pose, { person: 0, part: 'feet', joint: 3 }, to, mode)).feet!;
    expect(moved[3]!.x).toBeCloseTo(ankle.x - distance(ankle, big), 9);
    expect(moved[3]!.y).toBeCloseTo(ankle.y, 9);
    expect(distance(moved[3]!, moved[4]!)).toBeCloseTo(distance(big, small), 9);
    expect(moved.slice(0, 3)).toEqual(first(pose).feet!.slice(0, 3));
  });

  it('moves a hand as a whole by its own wrist', () => {
    const pose = wholePose();
    const { x, y } = first(pose).leftHand![0]!;
    const moved = dragKeypoint(pose, { person: 0, part: 'leftHand', joint: 0 }, { x: x + 7, y: y - 3 }, mode);
    first(moved).leftHand!.forEach((point, i) => {
      expect(point!.x).toBeCloseTo(first(pose).leftHand![i]!.x + 7, 9);
      expect(point!.y).toBeCloseTo(first(pose).leftHand![i]!.y - 3, 9);
    });
  });

  it('reaches past missing joints from the nearest one that is there', () => {
    const pose = without(wholePose(), J.rElbow);
    const [shoulder, wrist] = [body(pose)[J.rShoulder]!, body(pose)[J.rWrist]!];
    const moved = drag(pose, J.rWrist, { x: 0, y: shoulder.y }, mode);
    expect(body(moved)[J.rWrist]!.x).toBeCloseTo(shoulder.x - distance(shoulder, wrist), 6);
    expect(body(moved)[J.rElbow]).toBeNull();
    const bare = without(pose, J.rShoulder, J.rElbow, J.neck);
    expect(body(drag(bare, J.rWrist, { x: 1, y: 2 }, mode))[J.rWrist]).toEqual({ x: 1, y: 2 });
  });

  it('leaves joints where they are whose bones have no length', () => {
    const start = wholePose();
    const { x, y } = body(start)[J.rShoulder]!;
    const pose = [J.rElbow, J.rWrist].reduce((all, joint) => drag(all, joint, { x, y }, 'joint'), start);
    const moved = drag(pose, J.rWrist, { x: 10, y: 10 }, mode);
    expect(distance(body(moved)[J.rWrist]!, { x, y })).toBeCloseTo(0, 9);
    for (const part of PARTS)
      for (const point of first(moved)[part]!) expect(Number.isFinite(point!.x + point!.y)).toBe(true);
  });
});

describe('limb', () => {
  it('turns the bone about its parent, and everything beyond it by the same angle', () => {
    const pose = presetPose('standing', CANVAS);
    const [shoulder, elbow, wrist] = [J.lShoulder, J.lElbow, J.lWrist].map((joint) => body(pose)[joint]!);
    const length = distance(shoulder!, elbow!);
    const moved = body(drag(pose, J.lElbow, { x: shoulder!.x + 1000, y: shoulder!.y }, 'limb'));
    expect(moved[J.lShoulder]).toBe(shoulder);
    expect(moved[J.lElbow]!.x).toBeCloseTo(shoulder!.x + length, 9);
    expect(moved[J.lElbow]!.y).toBeCloseTo(shoulder!.y, 9);
    const turn = (from: typeof elbow, to: typeof elbow) => Math.atan2(to!.y - from!.y, to!.x - from!.x);
    const before = turn(elbow, wrist) - turn(shoulder, elbow);
    const after = turn(moved[J.lElbow]!, moved[J.lWrist]!) - turn(moved[J.lShoulder]!, moved[J.lElbow]!);
    expect(after).toBeCloseTo(before, 9);
  });

  it('turns the head about the neck, face included', () => {
    const pose = wholePose();
    const moved = first(drag(pose, J.nose, { x: 500, y: 150 }, 'limb'));
    const head = (person: typeof moved) => [
      ...[J.nose, J.neck, J.rEye, J.lEye, J.rEar, J.lEar].map((joint) => person.body[joint]!),
      ...person.face!,
    ];
    expectSameShape(head(moved), head(first(pose)));
    expect(moved.body[J.rShoulder]).toBe(first(pose).body[J.rShoulder]);
  });

  it('takes everybody along by the neck', () => {
    const pose = wholePose();
    const { x, y } = body(pose)[J.neck]!;
    const moved = first(drag(pose, J.neck, { x: x + 31, y: y - 7 }, 'limb'));
    for (const part of PARTS)
      moved[part]!.forEach((point, i) => {
        expect(point!.x).toBeCloseTo(first(pose)[part]![i]!.x + 31, 9);
        expect(point!.y).toBeCloseTo(first(pose)[part]![i]!.y - 7, 9);
      });
  });

  it('turns the rest of a finger along', () => {
    const pose = wholePose();
    const hand = first(pose).leftHand!;
    const to = { x: hand[5]!.x + 50, y: hand[5]!.y };
    const moved = first(dragKeypoint(pose, { person: 0, part: 'leftHand', joint: 6 }, to, 'limb')).leftHand!;
    expect(moved[5]).toBe(hand[5]);
    expect(moved[6]!.y).toBeCloseTo(hand[5]!.y, 9);
    expectSameShape(moved.slice(5, 9), hand.slice(5, 9));
    expect(moved[9]).toBe(hand[9]);
  });
});

describe('stretchless', () => {
  const LIMBS = [
    [J.rShoulder, J.rElbow, J.rWrist],
    [J.lShoulder, J.lElbow, J.lWrist],
    [J.rHip, J.rKnee, J.rAnkle],
    [J.lHip, J.lKnee, J.lAnkle],
  ] as const;

  it.each(LIMBS)('brings the end of %i-%i-%i to the target and keeps the bend', (root, middle, end) => {
    const random = seeded(17);
    for (const preset of PRESET_NAMES) {
      const pose = presetPose(preset, CANVAS);
      const from = body(pose)[root]!;
      const [upper, lower] = [lengthOf(body(pose), [root, middle]), lengthOf(body(pose), [middle, end])];
      for (let round = 0; round < 20; round++) {
        const reach = Math.abs(upper - lower) + (0.02 + 0.96 * random()) * 2 * Math.min(upper, lower);
        const angle = random() * 2 * Math.PI;
        const to = { x: from.x + reach * Math.cos(angle), y: from.y + reach * Math.sin(angle) };
        const moved = body(drag(pose, end, to, 'stretchless'));
        expect(distance(moved[end]!, to)).toBeLessThan(1e-6);
        expect(moved[root]).toBe(from);
        const before = bend(body(pose), [root, middle, end]);
        if (Math.abs(before) > 0) expect(bend(moved, [root, middle, end])).toBe(before);
      }
    }
  });

  it('stretches towards what is out of reach, and bends to the same side on the way back', () => {
    const start = presetPose('waving', CANVAS);
    const arm = [J.lShoulder, J.lElbow, J.lWrist] as const;
    const shoulder = body(start)[J.lShoulder]!;
    const before = body(start)[J.lWrist]!;
    const length = lengthOf(body(start), [arm[0], arm[1]]) + lengthOf(body(start), [arm[1], arm[2]]);
    const far = drag(start, J.lWrist, { x: shoulder.x + 5000, y: shoulder.y + 5000 }, 'stretchless');
    const wrist = body(far)[J.lWrist]!;
    expect(distance(shoulder, wrist)).toBeGreaterThan(length * 0.9999);
    expect(wrist.x - shoulder.x).toBeCloseTo(wrist.y - shoulder.y, 6);
    const back = drag(far, J.lWrist, before, 'stretchless');
    for (const joint of arm) expect(distance(body(back)[joint]!, body(start)[joint]!)).toBeLessThan(1e-6);
  });

  it('folds up for what is too near', () => {
    const start = presetPose('standing', CANVAS);
    const shoulder = body(start)[J.rShoulder]!;
    const folded = drag(start, J.rWrist, shoulder, 'stretchless');
    const [upper, lower] = [
      lengthOf(body(start), [J.rShoulder, J.rElbow]),
      lengthOf(body(start), [J.rElbow, J.rWrist]),
    ];
    expect(lengthOf(body(folded), [J.rShoulder, J.rWrist])).toBeLessThan(Math.abs(upper - lower) + 0.02);
  });

  it('bends straight arms to the outside', () => {
    const pose = presetPose('t-pose', CANVAS);
    const neck = body(pose)[J.neck]!;
    for (const [shoulder, elbow, wrist] of [LIMBS[0], LIMBS[1]]) {
      const old = body(pose)[wrist]!;
      const from = body(pose)[shoulder]!;
      const to = { x: (old.x + from.x) / 2, y: old.y };
      const moved = body(drag(pose, wrist, to, 'stretchless'));
      expect(distance(moved[wrist]!, to)).toBeLessThan(1e-6);
      expect(moved[elbow]!.y).toBeGreaterThan(neck.y);
    }
  });

  it('lets the head reach as a chain from the neck, the other side and the face along with the nose', () => {
    const pose = wholePose();
    const { x, y } = body(pose)[J.lEar]!;
    const to = { x: x - 12, y: y + 14 };
    const moved = first(drag(pose, J.lEar, to, 'stretchless'));
    expect(distance(moved.body[J.lEar]!, to)).toBeLessThan(1e-3);
    expect(moved.body[J.neck]).toBe(first(pose).body[J.neck]);
    const noseAndRight = (person: typeof moved) => [
      ...[J.neck, J.nose, J.rEye, J.rEar].map((joint) => person.body[joint]!),
      ...person.face!,
    ];
    expectSameShape(noseAndRight(moved), noseAndRight(first(pose)));
    const far = body(drag(pose, J.lEar, { x: 5000, y }, 'stretchless'));
    const bones = [
      [J.neck, J.nose],
      [J.nose, J.lEye],
      [J.lEye, J.lEar],
    ] as const;
    const total = bones.reduce((sum, bone) => sum + lengthOf(far, bone), 0);
    expect(lengthOf(far, [J.neck, J.lEar])).toBeGreaterThan(total * 0.999);
  });

  it('curls a straight finger', () => {
    const pose = wholePose();
    const [knuckle, tip] = [first(pose).leftHand![5]!, first(pose).leftHand![8]!];
    const to = { x: (knuckle.x + tip.x) / 2, y: (knuckle.y + tip.y) / 2 };
    const ref = { person: 0, part: 'leftHand', joint: 8 } as const;
    const moved = first(dragKeypoint(pose, ref, to, 'stretchless')).leftHand!;
    expect(distance(moved[8]!, to)).toBeLessThan(1e-3);
    expect(moved[5]).toBe(knuckle);
  });

  it('leaves hands and feet where they are when their limb is moved', () => {
    const pose = wholePose('crouching');
    for (const [root, middle, end] of LIMBS) {
      const from = body(pose)[root]!;
      const moved = body(drag(pose, root, { x: from.x + 4, y: from.y - 4 }, 'stretchless'));
      expect(moved[root]!.x).not.toBe(from.x);
      expect(distance(moved[end]!, body(pose)[end]!)).toBeLessThan(1e-6);
      expect(bend(moved, [root, middle, end])).toBe(bend(body(pose), [root, middle, end]));
    }
  });

  it('goes down on the knees when the neck is dragged down', () => {
    const pose = wholePose();
    const { x, y } = body(pose)[J.neck]!;
    const moved = first(drag(pose, J.neck, { x, y: y + 60 }, 'stretchless'));
    for (const ankle of [J.lAnkle, J.rAnkle])
      expect(distance(moved.body[ankle]!, body(pose)[ankle]!)).toBeLessThan(1e-6);
    expect(moved.body[J.lKnee]!.x).toBeGreaterThan(body(pose)[J.lKnee]!.x + 10);
    expect(moved.body[J.rKnee]!.x).toBeLessThan(body(pose)[J.rKnee]!.x - 10);
    expect(moved.body[J.lWrist]!.y).toBeCloseTo(body(pose)[J.lWrist]!.y + 60, 9);
    expect(moved.leftHand![20]!.y).toBeCloseTo(first(pose).leftHand![20]!.y + 60, 9);
  });
});
