import { describe, expect, it } from 'vitest';
import type { Keypoints, Person } from '../../../../core/pose/index.ts';
import { openDetector } from '../../../../workers/detect/detector.ts';
import { createRuntime, type Runtime } from '../../../../workers/runtime/index.ts';
import { loadOrtForNode } from '../../../../workers/runtime/ort-node.ts';
import {
  DETECT_CASES,
  type DetectCase,
  DETECTORS,
  type PartRows,
  type Row,
} from '../../../drivers/detect-cases.ts';
import { folderWith, standIn } from '../../../drivers/detect-fixture.ts';
import { fixturePicture, withAlpha } from '../../../drivers/detect-picture.ts';

/*
 * Stand-ins with the names and shapes of the published networks, whose outputs depend on pixels of their input, run by
 * rtmlib, by transformers and by us.
 */

/** One level of a pixel, as ImageNet's deviations have it. */
const LEVEL = { rtmo: 1, rtmpose: 1 / 57.12, dwpose: 1 / 57.12, vitpose: 1 / 57.12, movenet: 1 };

/** A runtime that notes what the network with the keypoints was fed first. */
function watched(): { readonly runtime: Runtime; readonly fed: () => ArrayLike<number> } {
  const inner = createRuntime({ loaded: loadOrtForNode(1), clock: () => performance.now() });
  let fed: ArrayLike<number> | undefined;
  const runtime: Runtime = {
    ...inner,
    async createSession(source) {
      const session = await inner.createSession(source);
      if (!source.name.endsWith('pose.onnx')) return session;
      return {
        ...session,
        run(inputs) {
          const [input] = Object.values(inputs);
          if (input?.at === 'cpu') fed ??= input.data;
          return session.run(inputs);
        },
      };
    },
  };
  return { runtime, fed: () => fed ?? [] };
}

async function look({ detector, picture }: DetectCase, minScore: number) {
  const { entry, files } = DETECTORS[detector];
  const folder = folderWith(
    Object.fromEntries(Object.entries(files).map(([path, name]) => [path, standIn(name)])),
  );
  const { runtime, fed } = watched();
  const opened = await openDetector({ entry, folder, runtime });
  const image = withAlpha(fixturePicture(...picture));
  const sighting = await opened.look({ image, minScore }, new AbortController().signal);
  await opened.release();
  return { ...sighting, fed: fed() };
}

/** The largest distance of points in px and of scores; both must agree on which are there. */
function differences(
  found: Keypoints,
  expected: readonly Row[],
  minScore: number,
): { px: number; score: number } {
  expect(found).toHaveLength(expected.length);
  let px = 0;
  let score = 0;
  for (const [i, [x, y, sure]] of expected.entries()) {
    const point = found[i];
    expect(point !== null, `keypoint ${i} of score ${sure}`).toBe(sure > 0 && sure >= minScore);
    if (!point) continue;
    px = Math.max(px, Math.hypot(point.x - x, point.y - y));
    score = Math.max(score, Math.abs((point.confidence ?? NaN) - Math.min(1, sure)));
  }
  return { px, score };
}

describe.each(DETECT_CASES)('$detector on a picture of $picture px', (one) => {
  it('feeds what the reference feeds', async () => {
    const { fed } = await look(one, 0);
    const distances = one.fed.places.map((place, i) =>
      Math.abs((fed[place] ?? NaN) - (one.fed.values[i] ?? NaN)),
    );
    const level = LEVEL[one.detector];
    expect(Math.max(...distances)).toBeLessThan(1.02 * level);
    expect(distances.filter((distance) => distance > 0.01 * level).length).toBeLessThanOrEqual(2);
  });

  it.each([0, 0.3])('finds what the reference finds, above %f', async (minScore) => {
    const { people, boxes } = await look(one, minScore);
    expect(people).toHaveLength(one.people.length);
    for (const [i, expected] of one.people.entries()) {
      const person = people[i] as Person;
      expect(Object.keys(person).sort()).toEqual(Object.keys(expected).sort());
      for (const [part, rows] of Object.entries(expected)) {
        const { px, score } = differences(person[part as keyof PartRows] ?? [], rows, minScore);
        expect(px, part).toBeLessThan(0.01);
        expect(score, part).toBeLessThan(0.001);
      }
    }
    const [box] = boxes ?? [];
    if (!one.box) expect(box).toBeUndefined();
    else {
      expect(boxes).toHaveLength(people.length);
      const edges = box && [box.x, box.y, box.x + box.width, box.y + box.height];
      for (const [i, edge] of one.box.entries()) expect(edges?.[i]).toBeCloseTo(edge, 2);
    }
  });
});
