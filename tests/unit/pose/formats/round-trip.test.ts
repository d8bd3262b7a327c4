/* Whatever is written is read back as it was. */
import { describe, expect, it } from 'vitest';
import type { RgbaImage } from '../../../../core/image/index.ts';
import { decodePng } from '../../../../core/png/index.ts';
import {
  drawPose,
  giveFace,
  giveFeet,
  keptPose,
  openPoseJsonFrom,
  type OpenPoseWriting,
  type Pose,
  poseFromOpenPoseJson,
  poseSvg,
  presetPose,
  readPose,
  removePart,
  renderControlImage,
  skeletonPng,
  transformPeople,
  translation,
} from '../../../../core/pose/index.ts';
import { randomDocument } from './random-poses.ts';
import { english } from '../../../../core/words/index.ts';

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed + 1);

describe('OpenPose JSON', () => {
  it('keeps all of 200 random poses in px', () => {
    for (const seed of SEEDS) {
      const pose = randomDocument(seed);
      const text = JSON.stringify(openPoseJsonFrom(pose, { confidence: 'kept' }));
      expect(poseFromOpenPoseJson(JSON.parse(text)), `seed ${seed}`).toEqual(pose);
    }
  });

  it('keeps all of 200 random poses in shares of the canvas', () => {
    for (const seed of SEEDS) {
      const pose = randomDocument(seed);
      const text = JSON.stringify(openPoseJsonFrom(pose, { units: 'normalised', confidence: 'kept' }));
      const read = poseFromOpenPoseJson(JSON.parse(text));
      // The way back through a division costs the last bits.
      const rounded = (json: unknown): unknown =>
        JSON.parse(JSON.stringify(json), (_, value: unknown) =>
          typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
        );
      expect(rounded(read), `seed ${seed}`).toEqual(rounded(pose));
    }
  });

  it('writes confidences of 1 and 0 unless told otherwise', () => {
    const json = openPoseJsonFrom(randomDocument(7));
    const confidences = json.people.flatMap(({ pose_keypoints_2d: body }) =>
      body.filter((_, i) => i % 3 === 2),
    );
    expect(new Set(confidences)).toEqual(new Set([0, 1]));
  });
});

describe('a face of an unknown number of points', () => {
  const values = Array.from({ length: 56 * 3 }, (_, i) => (i < 3 ? 0 : i % 3 < 2 ? 40 + i : 0.5));
  const { people, ...canvas } = openPoseJsonFrom(presetPose('standing', { width: 512, height: 256 }));
  const pose = poseFromOpenPoseJson({ ...canvas, people: [{ ...people[0], face_keypoints_2d: values }] });
  const faceOf = (written: Pose, writing?: OpenPoseWriting): readonly number[] =>
    openPoseJsonFrom(written, writing).people[0]?.face_keypoints_2d ?? [];

  it('is written as it was read', () => {
    expect(pose.people[0]?.face).toBeUndefined();
    expect(faceOf(pose)).toEqual(values);
    expect(keptPose(JSON.parse(JSON.stringify(pose)))).toEqual(pose);
  });

  it('is written in the unit of its file', () => {
    const shares = faceOf(pose, { units: 'normalised' });
    expect(shares.slice(0, 3)).toEqual([0, 0, 0]);
    expect(shares.slice(3, 6)).toEqual([43 / 512, 44 / 256, 0.5]);
    const again = poseFromOpenPoseJson(openPoseJsonFrom(pose, { units: 'normalised' }));
    faceOf(again).forEach((value, i) => expect(value).toBeCloseTo(values[i]!, 9));
  });

  it('goes along with the person', () => {
    const moved = transformPeople(pose, [0], translation({ x: 10, y: -20 }));
    expect(faceOf(moved).slice(0, 6)).toEqual([0, 0, 0, 53, 24, 0.5]);
  });

  it('gives way to a new face', () => {
    const faced = giveFace(pose, 0);
    expect(faceOf(faced)).toHaveLength(210);
    expect(faceOf(removePart(faced, 0, 'face'))).toEqual(values);
  });
});

describe('skeletonPng', () => {
  const pose = presetPose('dancing', { width: 512, height: 512 });

  it('has the pixels of the control picture', () => {
    const { data } = decodePng(skeletonPng(pose, { size: { width: 192, height: 256 } }));
    expect(data).toEqual(renderControlImage(pose, 192, 256).data);
  });

  it('is read back as the pose inside, on its own canvas, at any size', () => {
    const reading = readPose(skeletonPng(pose, { size: { width: 192, height: 256 } }));
    expect(english(reading.found)).toBe('Picture with its pose inside');
    expect(reading.frames[0]).toEqual(pose);
  });

  it('is transparent where nothing is drawn, and nowhere else', () => {
    const size = { width: 512, height: 512 };
    const { data } = decodePng(skeletonPng(pose, { size, background: 'transparent' }));
    const drawn = renderControlImage(pose, 512, 512).data;
    for (let i = 0; i < data.length; i += 4) {
      const isDrawn = drawn[i]! + drawn[i + 1]! + drawn[i + 2]! > 0;
      if (data[i + 3] !== (isDrawn ? 255 : 0)) throw new Error(`px ${i / 4}`);
    }
  });
});

describe('feet', () => {
  const canvas = { width: 512, height: 512 };
  const pose = giveFeet(presetPose('standing', canvas), 0);

  it('are drawn in pictures only where they are asked for', () => {
    const bytesOf = ({ data }: RgbaImage): Buffer => Buffer.from(data);
    const dataOf = (feet = false): Buffer => bytesOf(decodePng(skeletonPng(pose, { size: canvas, feet })));
    const [without, withFeet] = [dataOf(), dataOf(true)];
    expect(Buffer.compare(without, bytesOf(renderControlImage(pose, 512, 512)))).toBe(0);
    expect(Buffer.compare(withFeet, bytesOf(drawPose(pose, { feet: true })))).toBe(0);
    expect(Buffer.compare(withFeet, without)).not.toBe(0);
  });

  it('are drawn in vectors only where they are asked for', () => {
    expect(poseSvg(pose)).not.toContain('heel');
    const svg = poseSvg(pose, { feet: true });
    expect(svg.match(/<ellipse /g)).toHaveLength(17 + 6);
    expect(svg).toContain('<title>left ankle to left heel</title>');
  });
});

describe('poseSvg', () => {
  it('has an ellipse for each limb and a titled disc for each joint', () => {
    const svg = poseSvg(presetPose('standing', { width: 512, height: 512 }));
    expect(svg.match(/<ellipse /g)).toHaveLength(17);
    expect(svg.match(/<circle /g)).toHaveLength(18);
    expect(svg).toContain('fill="rgb(255 0 0)"><title>nose</title>');
    expect(svg).toContain('ry="4" fill="rgb(153 0 0)"><title>neck to right shoulder</title>');
    expect(svg).toContain('<rect width="512" height="512" fill="#000"/>');
  });

  it('escapes names, leaves out the hidden, and has no background where none is wanted', () => {
    const { people, ...canvas } = presetPose('standing', { width: 512, height: 512 });
    const [person] = people;
    if (!person) throw new Error('nobody');
    const named = { ...person, name: '<b>"A" & B</b>' };
    const pose = { ...canvas, people: [named, { ...person, name: 'Ghost', hidden: true }] };
    const svg = poseSvg(pose, { background: 'transparent' });
    expect(svg).toContain('<title>&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;</title>');
    expect(svg).not.toContain('Ghost');
    expect(svg).not.toContain('<rect');
  });
});
