import { describe, expect, it } from 'vitest';
import {
  type Insertion,
  insertPeople,
  mirrorPose,
  type Person,
  type Pose,
  presetPose,
  transformPeople,
  translation,
} from '../../../core/pose/index.ts';

const CANVAS = { width: 512, height: 512 };
const one = presetPose('standing', CANVAS);
const shifted = transformPeople(one, [0], translation({ x: 120, y: 0 }));
const two: Pose = { ...CANVAS, people: [one.people[0]!, { ...shifted.people[0]!, name: 'Ann' }] };
const waving = presetPose('waving', CANVAS);
const couple = presetPose('high-five', CANVAS);

function insert(pose: Pose, guests: Pose, how: Insertion, selected = 0): Pose {
  return insertPeople(pose, guests, how, selected).pose;
}

function widthOfShoulders({ body }: Person): number {
  return Math.hypot(body[2]!.x - body[5]!.x, body[2]!.y - body[5]!.y);
}

describe('insertPeople', () => {
  it('replaces the only person as the guests stand', () => {
    expect(insert(one, waving, 'selected').people).toEqual(waving.people);
    expect(insert(one, couple, 'selected').people).toEqual(couple.people);
  });

  it('puts a guest where one of several stood, at the same size and with the same name', () => {
    const small = { ...two, people: [two.people[0]!, halved(two.people[1]!)] };
    const { people } = insert(small, one, 'selected', 1);
    expect(people[0]).toBe(small.people[0]);
    expect(people[1]?.name).toBe('Ann');
    expect(widthOfShoulders(people[1]!)).toBeCloseTo(widthOfShoulders(small.people[1]!), 6);
    expect(people[1]!.body[10]!.y).toBeCloseTo(small.people[1]!.body[10]!.y, 6);
    expect(people[1]!.body[0]!.x).toBeCloseTo(small.people[1]!.body[0]!.x, 6);
  });

  it('replaces everybody but the locked', () => {
    const locked = { ...two, people: [{ ...two.people[0]!, locked: true }, two.people[1]!] };
    const { pose, person } = insertPeople(locked, couple, 'everyone', 1);
    expect(pose.people).toEqual([locked.people[0], ...couple.people]);
    expect(person).toBe(1);
    expect(insert(locked, waving, 'selected', 0)).toBe(locked);
  });

  it('adds beside the others, and fits guests of another canvas', () => {
    const { pose, person } = insertPeople(
      one,
      presetPose('standing', { width: 1024, height: 1024 }),
      'added',
      0,
    );
    expect(pose.people).toHaveLength(2);
    expect(person).toBe(1);
    expect(widthOfShoulders(pose.people[1]!)).toBeCloseTo(widthOfShoulders(one.people[0]!), 6);
    expect(Math.abs(pose.people[1]!.body[0]!.x - one.people[0]!.body[0]!.x)).toBeGreaterThan(40);
  });

  it('takes an empty canvas as it is', () => {
    expect(insert({ ...CANVAS, people: [] }, waving, 'selected').people).toEqual(waving.people);
  });
});

describe('mirrorPose', () => {
  it('turns the whole scene about the middle of the canvas', () => {
    const mirrored = mirrorPose(couple);
    couple.people.forEach((person, index) => {
      const twin = mirrored.people[index]!;
      expect(twin.body[4]!.x).toBeCloseTo(512 - person.body[7]!.x, 6);
      expect(twin.body[4]!.y).toBeCloseTo(person.body[7]!.y, 6);
      expect(twin.leftHand?.[8]?.x).toBeCloseTo(512 - person.rightHand![8]!.x, 6);
    });
  });

  it('mirrors locked people like all others, and leaves them locked', () => {
    const lock = (pose: Pose): Pose => ({
      ...pose,
      people: pose.people.map((person) => ({ ...person, locked: true })),
    });
    expect(mirrorPose(lock(couple))).toEqual(lock(mirrorPose(couple)));
  });

  it('comes back to itself when done twice', () => {
    const twice = mirrorPose(mirrorPose(couple));
    twice.people[1]!.body.forEach((point, joint) => {
      const original = couple.people[1]!.body[joint];
      if (point && original) expect(point.x).toBeCloseTo(original.x, 6);
      else expect(point).toBe(original);
    });
  });
});

function halved({ body, ...rest }: Person): Person {
  return { ...rest, body: body.map((point) => point && { x: point.x / 2, y: point.y / 2 }) };
}
