import { describe, expect, it } from 'vitest';
import {
  addPerson,
  bringForward,
  changePersonDetails,
  duplicatePeople,
  type Pose,
  presetPose,
  removePeople,
  reorderPerson,
  sendBackward,
} from '../../../../core/pose/index.ts';
import { CANVAS, first, locked, wholePerson, wholePose } from './people.ts';

const NECK = 1;

function named(...names: readonly string[]): Pose {
  return { ...CANVAS, people: names.map((name) => ({ ...wholePerson(), name })) };
}

function namesOf(pose: Pose): readonly (string | undefined)[] {
  return pose.people.map(({ name }) => name);
}

describe('adding and removing', () => {
  it('adds a person on top, aside where they would stand upon another', () => {
    const pose = presetPose('standing', CANVAS);
    const necks = [1, 2, 3]
      .reduce<Pose>((all) => addPerson(all, first(pose)), pose)
      .people.map(({ body }) => body[NECK]!.x);
    expect(new Set(necks.map(Math.round)).size).toBe(4);
    const alone = addPerson({ ...CANVAS, people: [] }, first(pose));
    expect(alone.people).toEqual(pose.people);
  });

  it('finds ten people places of their own', () => {
    const pose = presetPose('standing', CANVAS);
    const ten = Array.from({ length: 9 }).reduce<Pose>((all) => duplicatePeople(all, [0]), pose);
    const necks = ten.people.map(({ body }) => Math.round(body[NECK]!.x));
    expect(new Set(necks).size).toBe(10);
  });

  it('duplicates several by the same way, on top and in their order, and leaves the originals', () => {
    const pose = wholePose('standing', 'dancing', 'sitting');
    const { people } = duplicatePeople(pose, [2, 0]);
    expect(people).toHaveLength(5);
    expect(people.slice(0, 3)).toEqual(pose.people);
    const ways = [
      [3, 0],
      [4, 2],
    ].map(([copy, original]) => people[copy!]!.face![69]!.x - pose.people[original!]!.face![69]!.x);
    expect(ways[0]).toBeGreaterThan(40);
    expect(ways[1]).toBeCloseTo(ways[0]!, 9);
    expect(people[4]!.leftHand?.[0]?.confidence).toBe(pose.people[2]!.leftHand?.[0]?.confidence);
  });

  it('gives copies neither the name nor the lock', () => {
    const pose = changePersonDetails(locked(named('Ada')), 0, { hidden: true });
    const [original, copy] = duplicatePeople(pose, [0, 0]).people;
    expect(original).toMatchObject({ name: 'Ada', locked: true, hidden: true });
    expect(Object.keys(copy!)).not.toContain('name');
    expect(copy).toMatchObject({ hidden: true });
    expect(copy?.locked).toBeUndefined();
  });

  it('removes some of several, but nobody who is locked', () => {
    const pose = named('a', 'b', 'c');
    expect(namesOf(removePeople(pose, [2, 0, 7]))).toEqual(['b']);
    const guarded = changePersonDetails(pose, 0, { locked: true });
    expect(namesOf(removePeople(guarded, [2, 0]))).toEqual(['a', 'b']);
  });

  it('gives the same pose where nobody is named', () => {
    const pose = wholePose();
    expect(duplicatePeople(pose, [-1, 1])).toBe(pose);
    expect(removePeople(pose, [1])).toBe(pose);
  });
});

describe('order', () => {
  it.each([
    [0, 2, 'bca'],
    [2, 0, 'cab'],
    [1, 2, 'acb'],
  ])('from %i to %i is %s', (from, to, order) => {
    const pose = named('a', 'b', 'c');
    const moved = reorderPerson(pose, from, to);
    expect(namesOf(moved).join('')).toBe(order);
    expect(new Set(moved.people)).toEqual(new Set(pose.people));
    expect(namesOf(reorderPerson(moved, to, from)).join('')).toBe('abc');
  });

  it('goes step by step and ends at the ends', () => {
    const pose = named('a', 'b', 'c');
    expect(namesOf(bringForward(pose, 0)).join('')).toBe('bac');
    expect(namesOf(sendBackward(pose, 2)).join('')).toBe('acb');
    expect(bringForward(pose, 2)).toBe(pose);
    expect(sendBackward(pose, 0)).toBe(pose);
    expect(reorderPerson(pose, 1, 1)).toBe(pose);
    expect(reorderPerson(pose, 0, 3)).toBe(pose);
    expect(reorderPerson(pose, 3, 0)).toBe(pose);
  });
});

describe('details', () => {
  it('changes what is given and leaves the rest, of a locked person as well', () => {
    const pose = locked(named('a'));
    const renamed = changePersonDetails(pose, 0, { name: '  Ada ' });
    expect(first(renamed)).toEqual({ ...first(pose), name: 'Ada' });
    expect(first(renamed).body).toBe(first(pose).body);
    const free = changePersonDetails(pose, 0, { locked: false, hidden: true });
    expect(first(free)).toMatchObject({ name: 'a', hidden: true });
    expect(Object.keys(first(free))).not.toContain('locked');
  });

  it('has no blank names', () => {
    const pose = named('a');
    expect(Object.keys(first(changePersonDetails(pose, 0, { name: ' ' })))).not.toContain('name');
  });

  it('gives the same pose where nothing changes', () => {
    const pose = named('a');
    expect(changePersonDetails(pose, 0, { name: 'a ', locked: false })).toBe(pose);
    expect(changePersonDetails(pose, 1, { name: 'b' })).toBe(pose);
    const unnamed = wholePose();
    expect(changePersonDetails(unnamed, 0, { name: '' })).toBe(unnamed);
  });
});
