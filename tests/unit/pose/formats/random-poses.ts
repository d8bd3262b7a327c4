/* Random people, the same ones in every run. */
import {
  type Keypoint,
  type Keypoints,
  type Person,
  type Pose,
  type PoseId,
  presetPerson,
} from '../../../../core/pose/index.ts';

const NAMES: readonly PoseId[] = [
  ...([
    'standing',
    't-pose',
    'arms-up',
    'hands-on-hips',
    'waving',
    'pointing',
    'flexing',
    'walking',
  ] as const),
  ...(['running', 'jumping', 'lunge', 'kicking', 'dancing', 'sitting', 'crouching'] as const),
];

/** Numbers from 0 to 1 by a linear congruential generator (constants of Numerical Recipes). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A starting pose of random size, place and tilt, with some joints missing. */
export function randomPerson(random: () => number, side: number): Keypoints {
  const name = NAMES[Math.floor(random() * NAMES.length)] ?? 'standing';
  const { body } = presetPerson(name, { width: side, height: side });
  const scale = 0.45 + 0.4 * random();
  const turn = (random() - 0.5) * 0.8;
  const [dx, dy] = [side * (0.3 + 0.4 * random()), side * (0.42 + 0.16 * random())];
  return body.map((point) => {
    if (!point || random() < 0.04) return null;
    const [x, y] = [(point.x - side / 2) * scale, (point.y - side / 2) * scale];
    const at = {
      x: x * Math.cos(turn) - y * Math.sin(turn) + dx,
      y: x * Math.sin(turn) + y * Math.cos(turn) + dy,
    };
    const inside = at.x > 6 && at.y > 6 && at.x < side - 6 && at.y < side - 6;
    return inside ? at : null;
  });
}

/** A pose with everything that a document can hold. */
export function randomDocument(seed: number): Pose {
  const random = randomNumbers(seed);
  const [width, height] = [64 * (2 + Math.floor(10 * random())), 64 * (2 + Math.floor(10 * random()))];
  const point = (): Keypoint | null => {
    if (random() < 0.2) return null;
    const at = { x: random() * width, y: random() * height };
    return random() < 0.5 ? at : { ...at, confidence: 0.01 + 0.98 * random() };
  };
  const part = (size: number): Keypoints => [
    { x: 1 + random() * (width - 1), y: 2 },
    ...Array.from({ length: size - 1 }, point),
  ];
  const person = (): Person => ({
    body: part(18),
    ...(random() < 0.5 && { leftHand: part(21) }),
    ...(random() < 0.5 && { rightHand: part(21) }),
    ...(random() < 0.5 && { face: part(70) }),
    ...(random() < 0.5 && { feet: part(6) }),
    ...(random() < 0.5 && { midHip: { x: random() * width, y: random() * height } }),
    ...(random() < 0.5 && { name: `Person <${random()}> "é"` }),
    ...(random() < 0.3 && { locked: true }),
    ...(random() < 0.3 && { hidden: true }),
    ...(random() < 0.5 && { extra: { person_id: [-1], depth: { near: random() } } }),
  });
  const people = Array.from({ length: 1 + Math.floor(random() * 3) }, person);
  return { width, height, people, ...(random() < 0.5 && { extra: { version: 1.3, note: 'kept' } }) };
}
