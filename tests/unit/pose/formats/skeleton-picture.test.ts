/* Skeletons back from their drawings: our own, controlnet_aux's, at other sizes, and with noise. */
import { describe, expect, it } from 'vitest';
import { blankImage, type RgbaImage, resizeImage } from '../../../../core/image/index.ts';
import {
  type CanvasSize,
  drawPose,
  type Keypoints,
  type Point,
  type Pose,
  presetPose,
  readSkeletonPicture,
  renderControlImage,
} from '../../../../core/pose/index.ts';
import { ArmatureError } from '../../../../core/result/index.ts';
import { BODY_COLOURS } from '../../../../core/pose/skeleton.ts';
import { DRAWINGS, readDrawing } from '../fixtures.ts';
import { drawDimmed } from './older-drawings.ts';
import { randomNumbers, randomPerson } from './random-poses.ts';
import { english } from '../../../../core/words/index.ts';

const CANVAS = { width: 512, height: 512 };

function recover(image: RgbaImage): Pose {
  return readSkeletonPicture(image).frames[0];
}

/** The joints of which at least three quarters can be seen in a drawing at 512 px. */
function visibleJoints(body: Keypoints, drawing: RgbaImage): number[] {
  return [...body.keys()].filter((joint) => {
    const point = body[joint];
    if (!point) return false;
    let seen = 0;
    for (let dy = -3; dy <= 3; dy++) {
      for (let dx = -2; dx <= 2; dx++) {
        const at = 4 * ((Math.trunc(point.y) + dy) * drawing.width + Math.trunc(point.x) + dx);
        if (BODY_COLOURS[joint]?.every((value, channel) => drawing.data[at + channel] === value)) seen++;
      }
    }
    return seen >= 0.75 * 35;
  });
}

/** Largest error of joints in px, against the person who has them best; a joint that is missing is infinitely far. */
function errorOf(body: Keypoints, joints: readonly number[], found: Pose): number {
  const errors = found.people.map((person) =>
    joints.reduce((worst, joint) => {
      const [a, b] = [body[joint], person.body[joint]];
      return a && b
        ? Math.max(worst, Math.abs(Math.trunc(a.x) - b.x), Math.abs(Math.trunc(a.y) - b.y))
        : Infinity;
    }, 0),
  );
  return Math.min(...errors, Infinity);
}

describe('readSkeletonPicture', () => {
  it('finds every joint of 16 random people to a px', () => {
    for (let seed = 1; seed <= 16; seed++) {
      const body = randomPerson(randomNumbers(seed), 512);
      const drawing = drawPose({ ...CANVAS, people: [{ body }] });
      const found = recover(drawing);
      expect(errorOf(body, visibleJoints(body, drawing), found), `seed ${seed}`).toBeLessThanOrEqual(1);
      expect(found.people, `seed ${seed}`).toHaveLength(1);
    }
  });

  it('tells people apart who stand side by side, in 5 random pairs', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const random = randomNumbers(1000 + seed);
      const [left, right] = [randomPerson(random, 512), randomPerson(random, 512)];
      const bodies = [left, right.map((point) => point && { x: point.x + 512, y: point.y })];
      const drawing = drawPose({ width: 1024, height: 512, people: bodies.map((body) => ({ body })) });
      const found = recover(drawing);
      for (const body of bodies) {
        expect(errorOf(body, visibleJoints(body, drawing), found), `seed ${seed}`).toBeLessThanOrEqual(1);
      }
    }
  });

  it.each([
    ['side by side in part', 160, 0.95],
    ['over each other', 0, 0.85],
  ])('finds whole people in crowds of two and three %s', (_, shift, least) => {
    let [people, whole, invented] = [0, 0, 0];
    for (let seed = 9000; seed < 9008; seed++) {
      const { bodies, drawing } = crowd(seed, shift);
      const found = recover(drawing);
      people += bodies.length;
      whole += bodies.filter((body) => errorOf(body, visibleJoints(body, drawing), found) <= 1).length;
      invented += found.people
        .flatMap(({ body }) => [...body.entries()])
        .filter(([joint, point]) => {
          const isSure = point && point.confidence === undefined;
          return isSure && !bodies.some((body) => isNear(body[joint] ?? null, point));
        }).length;
    }
    expect(whole / people).toBeGreaterThanOrEqual(least);
    expect(invented).toBe(0);
  });

  it('reads drawings of people whose limbs were all drawn before their joints', () => {
    for (let seed = 301; seed <= 303; seed++) {
      const random = randomNumbers(seed);
      const bodies = [randomPerson(random, 512), randomPerson(random, 512)];
      const drawing = drawDimmed(bodies, 512);
      const found = recover(drawing);
      for (const body of bodies)
        expect(errorOf(body, visibleJoints(body, drawing), found), `seed ${seed}`).toBeLessThanOrEqual(1);
    }
  });

  it.each(['standing', 'standing-portrait', 'one-side', 'three-people'])(
    'reads the first way of ControlNet, with limbs mixed with joints: %s',
    (name) => {
      const people = DRAWINGS.find((drawing) => drawing.name === name)?.pose.people ?? [];
      const found = recover(readDrawing(`blended-${name}`));
      expect(found.people).toHaveLength(people.length);
      for (const { body } of people) {
        expect(
          errorOf(
            body,
            [...body.keys()].filter((joint) => body[joint]),
            found,
          ),
        ).toBeLessThanOrEqual(2);
      }
    },
  );

  it('reads mixed limbs in pictures that repeat their px', () => {
    const pose = DRAWINGS.find((drawing) => drawing.name === 'standing')?.pose;
    const drawing = readDrawing('blended-standing');
    const doubled = resizeImage(drawing, 2 * drawing.width, 2 * drawing.height);
    const body = (pose?.people[0]?.body ?? []).map(
      (point) => point && { x: 2 * Math.trunc(point.x), y: 2 * Math.trunc(point.y) },
    );
    expect(errorOf(body, [...body.keys()], recover(doubled))).toBeLessThanOrEqual(4);
  });

  it.each(['jpeg', 'enlarged'])(
    'refuses mixed limbs that are no longer exact, instead of fragments: %s',
    (how) => {
      expect(() => recover(readDrawing(`blended-standing-${how}`))).toThrow(
        'as the first ControlNet drew them',
      );
    },
  );

  it('tells of joints that were covered, and of a face', () => {
    const front = presetPose('standing', CANVAS).people[0]?.body ?? [];
    const behind = front.map((point) => point && { x: point.x + 60, y: point.y - 4 });
    const elbow = behind[6];
    const cover = front.map((point, joint) => (joint === 4 && elbow ? { x: elbow.x, y: elbow.y } : point));
    const reading = readSkeletonPicture(drawPose({ ...CANVAS, people: [{ body: behind }, { body: cover }] }));
    const unsure = reading.frames[0].people.flatMap(({ body }) => body.filter((point) => point?.confidence));
    expect(unsure.length).toBeGreaterThan(0);
    expect(reading.notes.map(english).join(' ')).toContain('that something was drawn over');
    expect(readSkeletonPicture(readDrawing('whole-body-wide')).notes.map(english).join(' ')).toContain(
      'A face was left out',
    );
  });

  it.each([
    ...['standing', 'standing-portrait', 'standing-landscape', 'odd-sides', 'small-canvas', 'no-head'],
    ...['one-side', 'no-neck', 'single-point', 'far-outside', 'face-with-missing-points'],
  ])("reads controlnet_aux's drawing of %s", (name) => {
    const pose = DRAWINGS.find((drawing) => drawing.name === name)?.pose;
    const body = pose?.people[0]?.body ?? [];
    const inside = [...body.keys()].filter((joint) => {
      const point = body[joint];
      return point && pose && point.x > 0 && point.y > 0 && point.x < pose.width && point.y < pose.height;
    });
    expect(errorOf(body, inside, recover(readDrawing(name)))).toBeLessThanOrEqual(1);
  });

  it.each(['whole-body-wide', 'hands-only'])('reads the hands of %s', (name) => {
    const [person] = DRAWINGS.find((drawing) => drawing.name === name)?.pose.people ?? [];
    const [found] = recover(readDrawing(name)).people;
    let exact = 0;
    for (const part of ['leftHand', 'rightHand'] as const) {
      person?.[part]?.forEach((point, index) => {
        const other = found?.[part]?.[index];
        if (!point || !other) return;
        expect(Math.hypot(Math.trunc(point.x) - other.x, Math.trunc(point.y) - other.y)).toBeLessThan(1.5);
        exact++;
      });
    }
    expect(exact).toBeGreaterThanOrEqual(40);
  });

  it.each<[string, CanvasSize]>([
    ['averaged down', { width: 256, height: 256 }],
    ['at 768 px', { width: 768, height: 768 }],
    ['at 1024 px', { width: 1024, height: 1024 }],
    ['in portrait', { width: 512, height: 896 }],
  ])('reads drawings %s', (_, size) => {
    const pose = presetPose('dancing', size);
    const { body } = pose.people[0] ?? { body: [] };
    const found = recover(renderControlImage(pose, size.width, size.height));
    const unit = Math.max(1, Math.min(size.width, size.height) / 512);
    expect(errorOf(body, [...body.keys()], found)).toBeLessThanOrEqual(1.5 * unit);
  });

  it('reads a drawing that was enlarged, and one with noise', () => {
    const pose = presetPose('waving', CANVAS);
    const { body } = pose.people[0] ?? { body: [] };
    const drawing = drawPose(pose);
    const doubled = recover(resizeImage(drawing, 1024, 1024));
    const twice = body.map((point) => point && { x: 2 * Math.trunc(point.x), y: 2 * Math.trunc(point.y) });
    expect(errorOf(twice, [...body.keys()], doubled)).toBeLessThanOrEqual(2);
    const random = randomNumbers(5);
    const noisy = {
      ...drawing,
      data: drawing.data.map((value, i) => (i % 4 < 3 ? value + 40 * random() - 20 : value)),
    };
    expect(errorOf(body, [...body.keys()], recover(noisy))).toBeLessThanOrEqual(1);
  });

  it.each<[string, RgbaImage]>([
    ['a black picture', blankImage(256, 256)],
    ['a bright one', { ...CANVAS, data: new Uint8ClampedArray(512 * 512 * 4).fill(200) }],
    ['coloured areas', areas()],
    ['stars', stars()],
  ])('refuses %s in words', (_, image) => {
    expect(() => recover(image)).toThrow(ArmatureError);
    expect(() => recover(image)).toThrow('does not look like a ControlNet skeleton');
  });
});

function isNear(one: Point | null, other: Point): boolean {
  return one !== null && Math.hypot(Math.trunc(one.x) - other.x, Math.trunc(one.y) - other.y) <= 3;
}

/** Two or three random people, each one some px to the right of the one before. */
function crowd(seed: number, shift: number): { bodies: Keypoints[]; drawing: RgbaImage } {
  const random = randomNumbers(seed);
  const count = 2 + Math.floor(2 * random());
  const bodies = Array.from({ length: count }, (_, index) =>
    randomPerson(random, 512).map((point) => point && { x: point.x + index * shift, y: point.y }),
  );
  const people = bodies.map((body) => ({ body }));
  return { bodies, drawing: drawPose({ width: 512 + shift * (count - 1), height: 512, people }) };
}

function areas(): RgbaImage {
  const image = blankImage(256, 256);
  for (let y = 0; y < 100; y++) {
    for (let x = 0; x < 256; x++) image.data.set([255, x < 128 ? 0 : 85, 0, 255], 4 * (y * 256 + x));
  }
  return image;
}

function stars(): RgbaImage {
  const image = blankImage(256, 256);
  const random = randomNumbers(3);
  for (let star = 0; star < 300; star++) {
    image.data.set([255 * random(), 255 * random(), 255 * random(), 255], 4 * Math.floor(random() * 65536));
  }
  return image;
}
