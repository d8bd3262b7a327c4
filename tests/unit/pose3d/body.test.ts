import { describe, expect, it } from 'vitest';
import {
  anglesOf,
  BONE_NAMES,
  BUILD_NAMES,
  BUILDS,
  droppedToFloor,
  framesOf,
  freedomsOf,
  HAND_SHAPE_NAMES,
  handPoints,
  keptAboveFloor,
  localRotation,
  lowestOf,
  measuresOf,
  mirrored,
  moved,
  oppositeOf,
  parentOf,
  rebuilt,
  rotationOf,
  standingFigure,
  withRotation,
} from '../../../core/pose3d/index.ts';
import { placeOn } from '../../../core/pose3d/body/figure.ts';
import { clampAngles } from '../../../core/pose3d/body/limits.ts';
import { distance, vector } from '../../../core/space/index.ts';
import { randomFigure, randomNumbers } from './random-figures.ts';

describe('bones', () => {
  it('come after their parents, and hang together', () => {
    for (const [i, bone] of BONE_NAMES.entries()) {
      const parent = parentOf(bone);
      if (bone === 'pelvis') expect(parent).toBeNull();
      else expect(BONE_NAMES.indexOf(parent!)).toBeLessThan(i);
      expect(BONE_NAMES.indexOf(parent ?? 'pelvis')).toBeGreaterThanOrEqual(0);
    }
    expect(parentOf('left.hand')).toBe('left.forearm');
    expect(parentOf('right.thigh')).toBe('pelvis');
    expect(oppositeOf('right.foot')).toBe('left.foot');
    expect(oppositeOf('head')).toBe('head');
  });
});

describe('builds', () => {
  it.each(BUILD_NAMES)(
    '%s: the crown of a body that stands straight is at its height, the soles on the floor',
    (name) => {
      const build = BUILDS[name];
      const standing = { ...standingFigure(build), rotations: {} };
      const measures = measuresOf(build);
      const crown = placeOn(framesOf(standing).head, vector(0, 0.115 * measures.headScale, 0)).y;
      expect(crown).toBeCloseTo(build.height, 6);
      expect(lowestOf(standing)).toBeCloseTo(0, 6);
    },
  );

  it('have longer legs where they say so, at the same height', () => {
    const [usual, long] = [measuresOf(BUILDS.adult), measuresOf({ ...BUILDS.adult, legs: 1.2 })];
    expect(-long.offsets.shin.y).toBeGreaterThan(-usual.offsets.shin.y * 1.05);
    expect(long.offsets.chest.y).toBeLessThan(usual.offsets.chest.y);
  });

  it('change under a pose without turning a joint', () => {
    const figure = randomFigure(randomNumbers(3));
    const child = rebuilt(figure, BUILDS.child);
    for (const bone of BONE_NAMES) expect(localRotation(child, bone)).toEqual(localRotation(figure, bone));
  });
});

describe('joint ranges', () => {
  const random = randomNumbers(11);

  it('keep a pose of random angles within them, and leave it alone the second time', () => {
    for (let i = 0; i < 30; i++) {
      for (const bone of BONE_NAMES.filter((name) => name !== 'pelvis')) {
        const freedoms = freedomsOf(bone);
        const clamped = clampAngles(
          bone,
          freedoms.map(() => random() * 340 - 170),
        );
        freedoms.forEach(({ min, max }, k) => {
          expect(clamped[k]).toBeGreaterThanOrEqual(min);
          expect(clamped[k]).toBeLessThanOrEqual(max);
        });
        clampAngles(bone, clamped).forEach((angle, k) => expect(angle).toBeCloseTo(clamped[k]!, 6));
        const back = anglesOf(bone, rotationOf(bone, clamped));
        back.forEach((angle, k) => expect(angle).toBeCloseTo(clamped[k]!, 5));
      }
    }
  });

  it('bend elbows forward and knees back, and neither the other way', () => {
    const figure = { ...standingFigure(), rotations: {} };
    for (const side of ['left', 'right'] as const) {
      const bent = withRotation(figure, `${side}.forearm`, rotationOf(`${side}.forearm`, [90, 0]));
      const arm = framesOf(bent);
      expect(arm[`${side}.hand`].origin.z).toBeGreaterThan(arm[`${side}.forearm`].origin.z + 0.2);
      const wrong = withRotation(figure, `${side}.forearm`, rotationOf(`${side}.forearm`, [-60, 0]));
      expect(anglesOf(`${side}.forearm`, localRotation(wrong, `${side}.forearm`))[0]).toBeCloseTo(0);
      const kneeling = framesOf(withRotation(figure, `${side}.shin`, rotationOf(`${side}.shin`, [90])));
      expect(kneeling[`${side}.foot`].origin.z).toBeLessThan(kneeling[`${side}.shin`].origin.z - 0.3);
    }
  });

  it('mean the same on both sides', () => {
    const figure = standingFigure();
    for (const bone of BONE_NAMES) {
      const angles = freedomsOf(bone).map(({ min, max }) => min * 0.3 + max * 0.4);
      const here = mirrored(withRotation(figure, bone, rotationOf(bone, angles)));
      const there = localRotation(here, oppositeOf(bone));
      const expected = bone === oppositeOf(bone) ? [angles[0], -angles[1]!, -angles[2]!] : angles;
      anglesOf(oppositeOf(bone), there).forEach((angle, i) => expect(angle).toBeCloseTo(expected[i]!, 5));
    }
  });
});

describe('poses', () => {
  const figure = randomFigure(randomNumbers(5));

  it('are the same after two mirrorings, and reflected after one', () => {
    expect(mirrored(mirrored(figure))).toEqual({
      ...figure,
      rotations: mirrored(mirrored(figure)).rotations,
    });
    const [frames, reflected] = [framesOf(figure), framesOf(mirrored(figure))];
    const middle = figure.position.x;
    for (const bone of BONE_NAMES) {
      const { x, y, z } = frames[bone].origin;
      expect(distance(reflected[oppositeOf(bone)].origin, vector(2 * middle - x, y, z))).toBeLessThan(1e-9);
    }
  });

  it('are put down on the floor from above and from below', () => {
    const [above, below] = [moved(figure, vector(0, 3, 0)), moved(figure, vector(0, -2, 0))];
    expect(lowestOf(droppedToFloor(above))).toBeCloseTo(0, 9);
    expect(lowestOf(keptAboveFloor(below))).toBeCloseTo(0, 9);
    expect(keptAboveFloor(above)).toBe(above);
  });
});

describe('hands', () => {
  it.each(HAND_SHAPE_NAMES)('%s: 21 points of one hand, mirrored on the other', (shape) => {
    const [left, right] = [handPoints(shape, 'left', 0.19), handPoints(shape, 'right', 0.19)];
    expect(left).toHaveLength(21);
    left.forEach(({ x, y, z }, i) => expect(distance(right[i]!, vector(-x, y, z))).toBeLessThan(1e-12));
  });

  it('bend fingers to the palm without changing their bones', () => {
    const [open, fist] = [handPoints('open', 'left', 1), handPoints('fist', 'left', 1)];
    for (const tip of [8, 12, 16, 20]) {
      expect(fist[tip]!.y).toBeLessThan(-0.02);
      expect(distance(fist[tip]!, fist[0]!)).toBeLessThan(distance(open[tip]!, open[0]!) * 0.75);
      for (const joint of [tip - 2, tip - 1, tip]) {
        const bone = (hand: typeof open): number => distance(hand[joint]!, hand[joint - 1]!);
        expect(bone(fist)).toBeCloseTo(bone(open), 9);
      }
    }
    expect(distance(open[0]!, open[12]!)).toBeCloseTo(1, 1);
  });
});
