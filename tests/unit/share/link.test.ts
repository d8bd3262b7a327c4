/* Work in the fragment of an address: what goes round, and what comes of anything else. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PART_NAMES, type Person, type Pose, poseEntries, presetPose } from '../../../core/pose/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import {
  isShareFragment,
  readShareFragment,
  shareFragment,
  type SharedReading,
  type SharedSettings,
  type SharedWork,
  USUAL_LINK_LENGTH,
  withoutParts,
} from '../../../core/share/index.ts';
import links from '../../fixtures/share/links.json' with { type: 'json' };
import { works } from './works.ts';
import { english } from '../../../core/words/index.ts';

const CANVAS = { width: 512, height: 512 };
const settings: SharedSettings = {
  ...{ seed: 4711, freshSeed: false, steps: 20, guidance: 7.5, sampler: 'dpmpp_2m', scheduler: 'karras' },
  ...{ width: 512, height: 512, samples: 1, clipSkip: 1, noise: 'cpu', guidanceEnd: 1 },
  ...{ controlStrength: 1, controlStart: 0, controlEnd: 1, controlMode: 'balanced' },
};
const work: SharedWork = {
  pose: presetPose('standing', CANVAS),
  ...{ prompt: 'a dancer in <b>red</b> “silk”', negativePrompt: 'blurry', styles: [], settings },
  ...{ model: 'sd15', loras: [{ id: 'lcm', weight: 0.8 }], leftOut: [] },
};

/** A link of any document, as somebody else would make it. */
function linkOf(document: unknown): string {
  return `#share=1.${deflateSync(JSON.stringify(document)).toString('base64url')}`;
}

/** Where a link puts a point: on a grid of 4096 steps along the longer side of the canvas. */
function onGrid(pose: Pose): Pose {
  const unit = Math.max(1, Math.round(4096 / Math.max(pose.width, pose.height)));
  const place = (px: number) => Math.round(px * unit) / unit + 0;
  const people = pose.people.map((person): Person => {
    const parts = PART_NAMES.flatMap((part) => {
      const points = person[part];
      if (!points || (part !== 'body' && points.every((point) => point === null))) return [];
      return [[part, points.map((point) => point && { x: place(point.x), y: place(point.y) })] as const];
    });
    const { midHip, name, locked, hidden } = person;
    return {
      ...(Object.fromEntries(parts) as unknown as Person),
      ...(midHip && { midHip: { x: place(midHip.x), y: place(midHip.y) } }),
      ...(name !== undefined && { name }),
      ...(locked && { locked }),
      ...(hidden && { hidden }),
    };
  });
  return { width: pose.width, height: pose.height, people };
}

function refusalOf(fragment: string): string {
  try {
    readShareFragment(fragment);
  } catch (error) {
    if (error instanceof ArmatureError)
      return `${error.failure.code}: ${error.message} ${error.failure.next}`;
    throw error;
  }
  throw new Error('It was read.');
}

function valueOf(fragment: string): SharedReading | undefined {
  try {
    return readShareFragment(fragment);
  } catch (error) {
    if (error instanceof ArmatureError) return undefined;
    throw error;
  }
}

describe('a link', () => {
  it('brings everything to the other side, points to the grid of the canvas', () => {
    fc.assert(
      fc.property(works, (any) => {
        const { work: read, notes } = readShareFragment(`#${shareFragment(any)}`);
        expect(notes).toEqual([]);
        expect(read).toEqual({ ...any, ...(any.pose && { pose: onGrid(any.pose) }) });
      }),
      { numRuns: 30 },
    );
  });

  it('is the same link when it is made of what it brought', () => {
    const link = shareFragment(work);
    expect(shareFragment(readShareFragment(link).work)).toBe(link);
  });

  it('is short enough for a message with any pose of the library', () => {
    const lengths = poseEntries().map(
      ({ id }) => shareFragment({ ...work, pose: presetPose(id, CANVAS) }).length,
    );
    expect(Math.max(...lengths)).toBeLessThan(USUAL_LINK_LENGTH);
  });

  it('is of signs that addresses and chat programs leave alone', () => {
    expect(shareFragment(work)).toMatch(/^share=1\.[\w-]+$/);
  });

  it('leaves out what it is told to, and nothing else', () => {
    const hand = Array.from({ length: 21 }, () => ({ x: 1, y: 2 }));
    const face = Array.from({ length: 70 }, () => ({ x: 3, y: 4 }));
    const people = (work.pose?.people ?? []).map((person) => ({ ...person, leftHand: hand, face }));
    const whole = { ...work, pose: { ...CANVAS, people } };
    const { pose, ...fields } = withoutParts(whole, { words: false, faces: false, hands: true });
    expect(fields).toEqual({ settings, model: 'sd15', loras: work.loras, leftOut: [] });
    expect(pose?.people.map((person) => Object.keys(person).includes('leftHand'))).toEqual([true]);
    expect(pose?.people.some((person) => 'face' in person)).toBe(false);
    expect(withoutParts(whole, { words: true, faces: true, hands: true })).toEqual(whole);
  });

  it('is refused where there are more people than it takes', () => {
    const [one] = presetPose('standing', CANVAS).people;
    const crowd = Array.from({ length: 101 }, () => one!);
    expect(() => shareFragment({ pose: { ...CANVAS, people: crowd } })).toThrow(/101 people/);
  });
});

describe('reading a link', () => {
  it('knows a share link by its beginning', () => {
    expect(['#share=1.x', 'share=', '#share', '#other', ''].map(isShareFragment)).toEqual([
      ...[true, true],
      ...[false, false, false],
    ]);
  });

  it('passes over what a sentence has behind it', () => {
    const link = shareFragment(work);
    for (const end of ['.', ')', '>', '",', ' ']) {
      expect(readShareFragment(`#${link}${end}`)).toEqual(readShareFragment(link));
    }
  });

  it('takes a link that somebody else has made, with fields that mean nothing here', () => {
    const pose = {
      ...{ canvas: [512, 768], unit: 1, colour: 'red' },
      people: [{ body: [10, 20, null, 5, -3, ...Array.from({ length: 15 }, () => null)] }],
    };
    const { work: read, notes } = readShareFragment(
      linkOf({ pose, settings: { steps: 9, later: 1 }, more: {} }),
    );
    expect(notes).toEqual([]);
    expect(read.settings).toEqual({ steps: 9 });
    expect(read.pose).toMatchObject({ width: 512, height: 768 });
    expect(read.pose?.people[0]?.body.slice(0, 3)).toEqual([{ x: 10, y: 20 }, null, { x: 15, y: 17 }]);
  });

  it('takes links that were made without our code', () => {
    expect(readShareFragment(links['prompt alone'])).toEqual({
      work: { prompt: 'a dancer in “silk”, 踊る' },
      notes: [],
    });
    const { work: read } = readShareFragment(links.pose);
    expect(read.settings).toEqual({ steps: 24, sampler: 'dpmpp_2m', scheduler: 'karras', seed: 5 });
    expect(read.pose?.people[0]).toMatchObject({ name: 'Ann', hidden: true });
    expect(read.pose?.people[0]?.body.slice(0, 6)).toEqual([
      ...[{ x: 256, y: 90 }, { x: 256, y: 140 }, { x: 210, y: 142 }, null, null],
      { x: 302, y: 142 },
    ]);
  });

  it('tells which values cannot be used, and takes the others', () => {
    const { work: read, notes } = readShareFragment(
      linkOf({ prompt: 7, negativePrompt: 'kept', settings: { steps: 1e9, sampler: 'best', guidance: 2 } }),
    );
    expect(read).toEqual({ negativePrompt: 'kept', settings: { guidance: 2 } });
    expect(notes.map((note) => english(note).split(' ')[3])).toEqual(['prompt', 'steps', 'sampler']);
  });

  it.each([
    ['a span that ends before it starts', { controlStart: 0.8, controlEnd: 0.2 }],
    ['one that ends before the usual start of the other', { controlStart: 2 }],
  ])('leaves %s out', (_name, span) => {
    const { work: read, notes } = readShareFragment(linkOf({ settings: { ...span, steps: 3 } }));
    expect(read.settings).toEqual({ steps: 3 });
    expect(notes).toHaveLength(1);
  });

  const pose = (people: unknown, canvas: unknown = [9, 9]) => linkOf({ pose: { canvas, unit: 1, people } });

  it.each([
    ['another version', 'share=2.abcd', /version 2.*reads version 1.*Reload/],
    ['nothing', 'share=1.', /damaged or was cut off/],
    ['no version', 'share=', /damaged or was cut off/],
    ['other signs', 'share=1.%%%', /damaged or was cut off/],
    ['a list', linkOf([]), /damaged or was cut off/],
    ['a number as pose', linkOf({ pose: 5 }), /damaged: pose/],
    ['a canvas without height', pose([], [512, 0]), /damaged: canvas.1/],
    ['a body of one point', pose([{ body: [1, 2] }]), /people.0.body.*18/],
    ['half a point', pose([{ face: [1] }]), /x and no y/],
    ['a point far away', pose([{ midHip: [1e6, 0] }]), /100000 px/],
    ['a crowd', pose(Array(101).fill({})), /people/],
    ['a text without end', `share=1.${'A'.repeat(800_000)}`, /more than any pose/],
  ])('refuses %s in words', (_name, fragment, words) => {
    expect(refusalOf(fragment)).toMatch(/^bad-request: /);
    expect(refusalOf(fragment)).toMatch(words);
  });

  it('unpacks no bomb', () => {
    const bomb = deflateSync(new Uint8Array(8 * 1024 * 1024), { level: 1 });
    expect(refusalOf(`share=1.${bomb.toString('base64url')}`)).toMatch(/more than any pose/);
  });

  it('never gives anything else where a sign was changed, and nothing where one was cut off', () => {
    const link = shareFragment(work);
    const whole = readShareFragment(link);
    for (let at = 'share=1.'.length; at < link.length; at += 3) {
      expect(refusalOf(link.slice(0, at))).toContain('damaged');
      const other = `${link.slice(0, at)}${link[at] === 'A' ? 'B' : 'A'}${link.slice(at + 1)}`;
      // Some bits at the ends mean nothing.
      expect(valueOf(other) ?? whole).toEqual(whole);
    }
  });

  it('gives a value or a refusal for any text', () => {
    const packed = fc.oneof(fc.string({ maxLength: 80 }), fc.base64String({ maxLength: 80 }));
    let refused = 0;
    fc.assert(
      fc.property(packed, (text) => {
        for (const fragment of [text, `#share=1.${text}`]) if (!valueOf(fragment)) refused++;
      }),
      { numRuns: 60 },
    );
    expect(refused).toBeGreaterThan(60);
  });
});
