/* Points of hands, faces, feet and animals that come back. */
import { describe, expect, it } from 'vitest';
import {
  hideKeypoints,
  missingKeypoints,
  type PartName,
  type Pose,
  rotation,
  showKeypoint,
  standingAnimal,
  transformKeypoints,
  transformPeople,
} from '../../../../core/pose/index.ts';
import { CANVAS, first, wholePose } from './people.ts';

/** A whole person, or an animal, not upright. */
function tilted(part: PartName): Pose {
  const pose = part === 'animal' ? { ...CANVAS, people: [standingAnimal(CANVAS)] } : wholePose();
  return transformPeople(pose, [0], rotation({ x: 200, y: 300 }, 0.4));
}

describe('a hidden point of another part than the body', () => {
  it.each([
    ['leftHand', 0.5],
    ['rightHand', 0.5],
    ['feet', 1e-6],
    ['animal', 1e-6],
    ['face', 1],
  ] as const)('comes back near its place on a part of common form: %s', (part, tolerance) => {
    const pose = tilted(part);
    first(pose)[part]!.forEach((point, joint) => {
      const ref = { person: 0, part, joint };
      const hidden = hideKeypoints(pose, [ref]);
      expect(first(hidden)[part]?.[joint]).toBeNull();
      const shown = first(showKeypoint(hidden, ref))[part]?.[joint];
      if (!point || !shown) throw new Error('a point is missing');
      const size = part === 'face' ? 30 : 60;
      expect(Math.hypot(shown.x - point.x, shown.y - point.y)).toBeLessThan(tolerance * size);
    });
  });

  it('goes along with its bent finger', () => {
    const knuckle = { x: 0, y: 0, ...first(wholePose()).leftHand![5] };
    const refs = [6, 7, 8].map((joint) => ({ person: 0, part: 'leftHand', joint }) as const);
    const bent = transformKeypoints(wholePose(), refs, rotation(knuckle, 1.2));
    const before = first(bent).leftHand![6]!;
    const ref = { person: 0, part: 'leftHand', joint: 6 } as const;
    const shown = first(showKeypoint(hideKeypoints(bent, [ref]), ref)).leftHand![6]!;
    const straight = first(wholePose()).leftHand![6]!;
    const off = Math.hypot(shown.x - before.x, shown.y - before.y);
    expect(off).toBeLessThan(Math.hypot(straight.x - before.x, straight.y - before.y));
  });

  it('of a foot without its own points is where a foot would be', () => {
    const pose = tilted('feet');
    const foot = [0, 1, 2].map((joint) => ({ person: 0, part: 'feet', joint }) as const);
    const hidden = hideKeypoints(pose, foot);
    const shown = first(foot.reduce(showKeypoint, hidden)).feet;
    first(pose).feet!.forEach((point, joint) => {
      expect(shown?.[joint]?.x).toBeCloseTo(point!.x, 4);
      expect(shown?.[joint]?.y).toBeCloseTo(point!.y, 4);
    });
  });
});

describe('missing points', () => {
  it('are those of parts that are there', () => {
    const refs = [{ person: 0, joint: 3 }, { person: 0, part: 'face', joint: 40 } as const];
    const pose = hideKeypoints(wholePose(), refs);
    expect(missingKeypoints(pose, 0)).toEqual(refs);
    expect(missingKeypoints(pose, 0, ['face'])).toEqual(refs.slice(1));
    expect(missingKeypoints(pose, 1)).toEqual([]);
  });

  it('of an animal are none of a body', () => {
    const animal: Pose = { ...CANVAS, people: [standingAnimal(CANVAS)] };
    expect(missingKeypoints(animal, 0)).toEqual([]);
    const refs = Array.from({ length: 17 }, (_, joint) => ({ person: 0, part: 'animal', joint }) as const);
    const bare = hideKeypoints(animal, refs);
    expect(missingKeypoints(bare, 0)).toEqual(refs);
    expect(first(refs.reduce(showKeypoint, bare)).animal?.every(Boolean)).toBe(true);
  });
});
