import { describe, expect, it } from 'vitest';
import {
  anglesOf,
  BONE_NAMES,
  dragHandle,
  type Figure,
  framesOf,
  freedomsOf,
  HANDLE_NAMES,
  handlePlace,
  localRotation,
  lowestOf,
  parentOf,
  standingFigure,
} from '../../../core/pose3d/index.ts';
import { reachWith } from '../../../core/pose3d/ik/limb.ts';
import { add, AXIS, directionOf, distance, scale, vector } from '../../../core/space/index.ts';
import { randomFigure, randomNumbers } from './random-figures.ts';

const LIMBS = [
  { kind: 'arm', side: 'left', end: 'left.hand', root: 'left.upperArm', hinge: 'left.forearm' },
  { kind: 'arm', side: 'right', end: 'right.hand', root: 'right.upperArm', hinge: 'right.forearm' },
  { kind: 'leg', side: 'left', end: 'left.foot', root: 'left.thigh', hinge: 'left.shin' },
  { kind: 'leg', side: 'right', end: 'right.foot', root: 'right.thigh', hinge: 'right.shin' },
] as const;

function expectLengthsKept(before: Figure, after: Figure): void {
  const [a, b] = [framesOf(before), framesOf(after)];
  for (const bone of BONE_NAMES) {
    const parent = parentOf(bone);
    if (!parent) continue;
    const length = distance(a[bone].origin, a[parent].origin);
    expect(distance(b[bone].origin, b[parent].origin)).toBeCloseTo(length, 9);
  }
}

function expectWithinRanges(figure: Figure): void {
  for (const bone of BONE_NAMES.filter((name) => name !== 'pelvis')) {
    anglesOf(bone, localRotation(figure, bone)).forEach((angle, i) => {
      const { min, max } = freedomsOf(bone)[i]!;
      expect(angle).toBeGreaterThan(min - 1e-4);
      expect(angle).toBeLessThan(max + 1e-4);
    });
  }
}

describe.each(LIMBS)('the $side $kind', (limb) => {
  it('reaches where the body can have it, from anywhere', () => {
    const random = randomNumbers(21);
    for (let i = 0; i < 25; i++) {
      const from = randomFigure(random);
      // The same trunk with another limb: its end is a place that can be reached.
      const other = randomFigure(random);
      const parts = BONE_NAMES.filter(
        (bone) => bone.startsWith(`${limb.side}.`) && !bone.endsWith('clavicle'),
      );
      const target = {
        ...from,
        rotations: {
          ...from.rotations,
          ...Object.fromEntries(parts.map((bone) => [bone, localRotation(other, bone)])),
        },
      };
      const place = framesOf(target)[limb.end].origin;
      const reached = reachWith(from, limb, { target: place });
      expect(distance(framesOf(reached)[limb.end].origin, place)).toBeLessThan(0.02);
      expectLengthsKept(from, reached);
      expectWithinRanges(reached);
    }
  });

  it('stretches towards what is too far away', () => {
    const figure = standingFigure();
    const root = framesOf(figure)[limb.root].origin;
    const away = limb.kind === 'arm' ? vector(limb.side === 'left' ? 2 : -2, 0.4, 1) : vector(0, -3, 1);
    const reached = reachWith(figure, limb, { target: add(root, away) });
    const end = framesOf(reached)[limb.end].origin;
    const towards = scale(directionOf(away, AXIS.y), distance(end, root));
    expect(distance(add(root, towards), end)).toBeLessThan(0.01);
    expect(anglesOf(limb.hinge, localRotation(reached, limb.hinge))[0]).toBeLessThan(1);
  });
});

describe('elbows and knees', () => {
  it('point to their pole', () => {
    const figure = standingFigure();
    const shoulder = framesOf(figure)['left.upperArm'].origin;
    const target = add(shoulder, vector(0.15, -0.05, 0.35));
    const heights = [-1, 1].map((up) => {
      const pole = add(shoulder, vector(0.4, up, 0.2));
      return framesOf(reachWith(figure, { kind: 'arm', side: 'left' }, { target, pole }))['left.forearm']
        .origin.y;
    });
    expect(heights[0]).toBeLessThan(heights[1]! - 0.1);
  });

  it('stay on their side without one: small moves of the hand make small moves of the elbow', () => {
    let figure = dragHandle(standingFigure(), 'right.hand', vector(-0.35, 1.2, 0.35));
    for (let i = 0; i < 60; i++) {
      const before = framesOf(figure)['right.forearm'].origin;
      const at = handlePlace(figure, 'right.hand');
      figure = dragHandle(figure, 'right.hand', add(at, vector(0.004, 0.006, 0.001)));
      expect(distance(framesOf(figure)['right.forearm'].origin, before)).toBeLessThan(0.05);
    }
  });
});

describe('handles', () => {
  it('never push anything below the floor, break a bone or leave a range', () => {
    const random = randomNumbers(99);
    let figure = standingFigure();
    for (let i = 0; i < 60; i++) {
      const handle = HANDLE_NAMES[Math.floor(random() * HANDLE_NAMES.length)]!;
      const at = handlePlace(figure, handle);
      const step = vector(random() - 0.5, random() - 0.6, random() - 0.5);
      const next = dragHandle(figure, handle, add(at, step));
      expectLengthsKept(figure, next);
      expectWithinRanges(next);
      expect(lowestOf(next)).toBeGreaterThan(-1e-9);
      figure = next;
    }
  });

  it('pull the pelvis down over feet that stay', () => {
    const figure = standingFigure();
    const before = framesOf(figure);
    const crouched = dragHandle(figure, 'pelvis', add(before.pelvis.origin, vector(0, -0.2, 0)));
    const after = framesOf(crouched);
    expect(after.pelvis.origin.y).toBeCloseTo(before.pelvis.origin.y - 0.2, 2);
    for (const foot of ['left.foot', 'right.foot'] as const) {
      expect(distance(after[foot].origin, before[foot].origin)).toBeLessThan(0.06);
    }
    expect(anglesOf('left.shin', localRotation(crouched, 'left.shin'))[0]).toBeGreaterThan(40);
  });

  it('bend the back when the head is drawn forward', () => {
    const figure = standingFigure();
    const target = add(handlePlace(figure, 'head'), vector(0, -0.08, 0.2));
    const bowed = dragHandle(figure, 'head', target);
    expect(distance(handlePlace(bowed, 'head'), target)).toBeLessThan(0.02);
    expect(anglesOf('chest', localRotation(bowed, 'chest'))[0]).toBeGreaterThan(5);
  });
});
