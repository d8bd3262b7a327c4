import { describe, expect, it } from 'vitest';
import { collectionJsonFrom, openPoseJsonFrom, presetPose, readPoseFile } from '../../../core/pose/index.ts';
import { inEnglish } from '../../doubles/in-english.ts';

const CANVAS = { width: 512, height: 512 };
const waving = { name: 'My wave', category: 'gestures', pose: presetPose('waving', CANVAS) };
const couple = { name: 'Deal', category: 'together', pose: presetPose('handshake', CANVAS) };

describe('a collection of poses', () => {
  it('is read as it was written, hands included', () => {
    const { poses, problems } = readPoseFile(collectionJsonFrom([waving, couple]), 'mine.json');
    expect(problems).toEqual([]);
    expect(poses.map(({ name, category }) => [name, category])).toEqual([
      ['My wave', 'gestures'],
      ['Deal', 'together'],
    ]);
    expect(poses[1]?.pose).toEqual(couple.pose);
  });

  it('keeps how sure a detector was of a point', () => {
    const [person] = waving.pose.people;
    const body = person!.body.map((point) => point && { ...point, confidence: 0.25 });
    const unsure = { ...waving, pose: { ...CANVAS, people: [{ ...person!, body }] } };
    expect(readPoseFile(collectionJsonFrom([unsure]), 'mine.json').poses[0]?.pose.people[0]?.body).toEqual(
      body,
    );
  });

  it('loses nothing but a bad entry, and names it', () => {
    const json = JSON.parse(collectionJsonFrom([waving, couple])) as { poses: Record<string, unknown>[] };
    const broken = [
      { ...json.poses[0], name: 'Broken', people: [{ pose_keypoints_2d: [1, 2] }] },
      { ...json.poses[0], name: 'Nobody', people: [] },
      { ...json.poses[0], name: '  ' },
      'nonsense',
    ];
    const text = JSON.stringify({ ...json, poses: [json.poses[0], ...broken, json.poses[1]] });
    const { poses, problems } = readPoseFile(text, 'mine.json');
    expect(poses.map(({ name }) => name)).toEqual(['My wave', 'Deal']);
    expect(problems).toHaveLength(4);
    expect(inEnglish(problems[0])).toMatch(/^"Broken": people\[0\]\.pose_keypoints_2d/);
    expect(inEnglish(problems[1])).toMatch(/^"Nobody": There is nobody/);
    expect(inEnglish(problems[2])).toMatch(/^Entry 4 of "mine": .*no name/);
    expect(inEnglish(problems[3])).toMatch(/^Entry 5 of "mine"/);
  });

  it('takes OpenPose documents, alone and in a list, named after the file', () => {
    const document = openPoseJsonFrom(waving.pose);
    const alone = readPoseFile(JSON.stringify(document), 'folder/wave 3.json');
    expect(alone.poses).toEqual([{ name: 'wave 3', category: '', pose: waving.pose }]);
    const list = readPoseFile(JSON.stringify([document, { people: 3 }, document]), 'frames.json');
    expect(list.poses.map(({ name }) => name)).toEqual(['frames 1', 'frames 3']);
    expect(list.problems).toHaveLength(1);
    expect(inEnglish(list.problems[0])).toMatch(/^"frames 2"/);
  });

  it('refuses what it cannot read as a whole, saying which file and what to do', () => {
    expect(() => readPoseFile('{', 'a.json')).toThrow('"a.json" is no JSON.');
    expect(() => readPoseFile('{"format":"other","version":1,"poses":[]}', 'b.json')).toThrow('"b.json"');
    expect(() => readPoseFile('{"format":"armature-poses","version":2,"poses":[]}', 'c.json')).toThrow(
      'version 2',
    );
    expect(() => readPoseFile('{"people":7}', 'd.json')).toThrow('people');
    expect(() => readPoseFile('[]', 'e.json')).toThrow('no poses');
  });
});
