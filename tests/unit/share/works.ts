/* Work of any kind, for tests of what passes it on. */
import fc from 'fast-check';
import {
  type Keypoints,
  PART_NAMES,
  PART_SIZES,
  type PartName,
  type Person,
} from '../../../core/pose/index.ts';
import { SAMPLER_NAMES, SCHEDULER_NAMES } from '../../../core/sampling/index.ts';
import type { SharedWork } from '../../../core/share/index.ts';

/** Made of few signs: drawing from all of Unicode takes seconds. */
const words = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom('a', 'Z', ' ', 'é', '踊', '😀', '"', '<', '\\', '\n', '{'), maxLength });
const px = fc.double({ min: -3000, max: 6000, noNaN: true }).map((value) => value + 0);
const point = fc.record(
  { x: px, y: px, confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0) },
  { requiredKeys: ['x', 'y'] },
);

function keypoints(part: PartName): fc.Arbitrary<Keypoints> {
  const length = PART_SIZES[part];
  return fc.array(fc.option(point), { minLength: length, maxLength: length });
}

const person: fc.Arbitrary<Person> = fc.record(
  {
    ...(Object.fromEntries(PART_NAMES.map((part) => [part, keypoints(part)])) as Record<
      PartName,
      fc.Arbitrary<Keypoints>
    >),
    midHip: point,
    name: words(60),
    locked: fc.constant(true),
    hidden: fc.constant(true),
    extra: fc.dictionary(fc.constantFrom('score', 'id', 'unknown'), fc.constantFrom(1, 'x', null, [1, 2])),
  },
  { requiredKeys: ['body'] },
);

const side = fc.integer({ min: 64, max: 4096 });
const text = words(200);
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
const settings = fc
  .record(
    {
      width: fc.constantFrom(64, 512, 768),
      height: fc.constantFrom(64, 512, 1024),
      steps: fc.integer({ min: 1, max: 100 }),
      guidance: fc.double({ min: 1, max: 20, noNaN: true }),
      guidanceEnd: share,
      sampler: fc.constantFrom(...SAMPLER_NAMES),
      scheduler: fc.constantFrom(...SCHEDULER_NAMES),
      seed: fc.maxSafeNat(),
      freshSeed: fc.boolean(),
      samples: fc.integer({ min: 1, max: 4 }),
      noise: fc.constantFrom('cpu', 'gpu'),
      clipSkip: fc.integer({ min: 1, max: 12 }),
      controlStrength: fc.double({ min: 0, max: 2, noNaN: true }).map((value) => value + 0),
      span: fc.tuple(share, share),
      controlMode: fc.constantFrom('balanced', 'prompt', 'control'),
    } as const,
    { requiredKeys: [] },
  )
  .map(({ span, ...others }) => ({
    ...others,
    ...(span && { controlStart: Math.min(...span), controlEnd: Math.max(...span) }),
  }));

/** Work with any of its fields there or not. */
export const works: fc.Arbitrary<SharedWork> = fc.record(
  {
    pose: fc.record({ width: side, height: side, people: fc.array(person, { maxLength: 3 }) }),
    settings,
    prompt: text,
    negativePrompt: text,
    styles: fc.array(fc.record({ name: text, prompt: text, negativePrompt: text }), { maxLength: 3 }),
    model: fc.constantFrom('sd15', 'my model'),
    controlNet: fc.constantFrom('openpose', 'x'),
    loras: fc.array(fc.record({ id: fc.constantFrom('a', 'b'), weight: share }), { maxLength: 2 }),
    leftOut: fc.array(fc.nat({ max: 5 }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
