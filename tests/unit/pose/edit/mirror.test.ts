import { describe, expect, it } from 'vitest';
import { boundsOfPeople, mirrorPeople, PRESET_NAMES } from '../../../../core/pose/index.ts';
import { changePersonDetails } from '../../../../core/pose/index.ts';
import { first, J, locked, PARTS, wholePose, without } from './people.ts';

describe('mirrorPeople', () => {
  it.each(PRESET_NAMES)('twice is %s again', (preset) => {
    const pose = wholePose(preset);
    const twice = first(mirrorPeople(mirrorPeople(pose, [0]), [0]));
    for (const part of PARTS)
      twice[part]!.forEach((point, index) => {
        const old = first(pose)[part]![index]!;
        expect(point!.x).toBeCloseTo(old.x, 9);
        expect({ ...point, x: 0 }).toEqual({ ...old, x: 0 });
      });
  });

  it('swaps the sides of all parts about the middle of the body', () => {
    const pose = wholePose('waving');
    const old = first(pose);
    const xs = old.body.map((point) => point!.x);
    const sum = Math.min(...xs) + Math.max(...xs);
    const mirrored = first(mirrorPeople(pose, [0]));
    const about = (point: { readonly x: number; readonly y: number } | null | undefined) => ({
      ...point,
      x: expect.closeTo(sum - point!.x, 9) as number,
    });
    expect(mirrored.body[J.rWrist]).toEqual(about(old.body[J.lWrist]));
    expect(mirrored.body[J.lEar]).toEqual(about(old.body[J.rEar]));
    expect(mirrored.leftHand).toEqual(old.rightHand!.map(about));
    expect(mirrored.rightHand).toEqual(old.leftHand!.map(about));
    expect(mirrored.feet).toEqual([...old.feet!.slice(3), ...old.feet!.slice(0, 3)].map(about));
    // Jaw, brow, eye, mouth corner and pupil change sides; the chin does not.
    const face = [
      [0, 16],
      [17, 26],
      [36, 45],
      [48, 54],
      [68, 69],
      [8, 8],
    ] as const;
    for (const [a, b] of face) {
      expect(mirrored.face![a]).toEqual(about(old.face![b]));
      expect(mirrored.face![b]).toEqual(about(old.face![a]));
    }
  });

  it('keeps every face point on its own side of the face', () => {
    const { face } = first(mirrorPeople(wholePose(), [0]));
    for (const [right, left] of [
      [0, 16],
      [36, 45],
      [31, 35],
      [68, 69],
    ] as const)
      expect(face![right]!.x).toBeLessThan(face![left]!.x);
  });

  it('mirrors several as a group, or about a given line', () => {
    const pose = wholePose('standing', 'walking');
    const bodies = (of: typeof pose) =>
      boundsOfPeople({ ...of, people: of.people.map(({ body }) => ({ body })) }, [0, 1])!;
    const mirrored = mirrorPeople(pose, [0, 1]);
    expect(bodies(mirrored).left).toBeCloseTo(bodies(pose).left, 9);
    expect(bodies(mirrored).right).toBeCloseTo(bodies(pose).right, 9);
    const about = mirrorPeople(pose, [1], 100);
    expect(about.people[0]).toBe(pose.people[0]);
    expect(about.people[1]!.body[J.neck]!.x).toBeCloseTo(200 - pose.people[1]!.body[J.neck]!.x, 9);
  });

  it('leaves missing points missing, on the other side', () => {
    const mirrored = first(mirrorPeople(without(wholePose(), J.lWrist), [0]));
    expect(mirrored.body[J.rWrist]).toBeNull();
    expect(mirrored.body[J.lWrist]).not.toBeNull();
    const handless = wholePose();
    const { leftHand, ...rest } = first(handless);
    expect(leftHand).toHaveLength(21);
    const other = first(mirrorPeople({ ...handless, people: [rest] }, [0]));
    expect(Object.keys(other)).not.toContain('rightHand');
    expect(other.leftHand).toHaveLength(21);
  });

  it('leaves locked people and their place out', () => {
    const pose = wholePose('standing', 'kicking');
    const guarded = changePersonDetails(pose, 1, { locked: true });
    expect(first(mirrorPeople(guarded, [0, 1]))).toEqual(first(mirrorPeople(pose, [0])));
    const all = locked(pose);
    expect(mirrorPeople(all, [0, 1], 10)).toBe(all);
    expect(mirrorPeople(all, [0, 1])).toBe(all);
  });
});
