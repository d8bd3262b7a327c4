import { describe, expect, it } from 'vitest';
import { presetPose, readPoseText, openPoseJsonFrom } from '../../../../core/pose/index.ts';
import { joinParts } from '../../../../core/pose/formats/skeleton-picture/people.ts';

const document = openPoseJsonFrom(presetPose('standing', { width: 64, height: 96 }));

describe('a document', () => {
  it('may hold a text of megabytes, with quotes and brackets in it', () => {
    const remark = '[{"\\'.repeat(500_000);
    const { frames } = readPoseText(JSON.stringify({ ...document, remark }));
    expect(frames[0].extra).toEqual({ remark });
  });

  it('is refused where it is nested too deeply, wherever that is', () => {
    const deep = `${'['.repeat(70)}${']'.repeat(70)}`;
    const text = JSON.stringify({ ...document, remark: '"', deep: 0 }).replace('"deep":0', `"deep":${deep}`);
    expect(() => readPoseText(text)).toThrow('nested more than 64 levels');
  });
});

it('joins hundreds of loose joints in the time of their pairs', () => {
  const size = 64;
  const planes = {
    width: size,
    height: size,
    kind: new Uint8Array(size * size),
    hue: new Uint8Array(size * size),
  };
  const parts = Array.from({ length: 150 }, (_, i) => {
    const joint = { name: i % 18, centre: { x: (i * 13) % size, y: (i * 29) % size }, visible: 1 };
    return new Map([[joint.name, joint]]);
  });
  const joined = joinParts(planes as never, parts);
  expect(joined.reduce((sum, part) => sum + part.size, 0)).toBe(parts.length);
});
