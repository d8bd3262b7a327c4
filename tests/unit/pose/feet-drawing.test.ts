import { describe, expect, it } from 'vitest';
import { drawPose, giveFeet, type Point, type Pose, presetPose } from '../../../core/pose/index.ts';

const CANVAS = { width: 512, height: 512 };
const [LEFT_ANKLE, RIGHT_ANKLE] = [13, 10];
/** Toes and heel of the left foot, then of the right one. */
const COLOURS = [
  [255, 170, 255],
  [255, 170, 212],
  [212, 170, 255],
  [170, 255, 255],
  [170, 255, 212],
  [170, 212, 255],
];

const bare = presetPose('standing', CANVAS);
const pose = giveFeet(bare, 0);

function colourAt(of: Pose, { x, y }: Point, feet: boolean): readonly number[] {
  const { data } = drawPose(of, { feet });
  const index = (Math.trunc(y) * of.width + Math.trunc(x)) * 4;
  return [...data.subarray(index, index + 3)];
}

function isSameDrawing(of: Pose, feet: boolean, other: Pose): boolean {
  return Buffer.from(drawPose(of, { feet }).data).equals(Buffer.from(drawPose(other).data));
}

describe('feet in the drawing', () => {
  it('are not there unless they are asked for', () => {
    expect(isSameDrawing(pose, false, bare)).toBe(true);
    expect(isSameDrawing(bare, true, bare)).toBe(true);
    expect(isSameDrawing(pose, true, bare)).toBe(false);
  });

  it('have a disc of its own colour for each point, and a limb at 60 % of it to the ankle', () => {
    const { body, feet } = pose.people[0]!;
    feet!.forEach((point, index) => {
      expect(colourAt(pose, point!, true)).toEqual(COLOURS[index]);
      const isHeel = index % 3 === 2;
      if (isHeel) return; // Its limb is shorter than its disc is wide.
      const ankle = body[index < 3 ? LEFT_ANKLE : RIGHT_ANKLE]!;
      const middle = { x: (point!.x + ankle.x) / 2, y: (point!.y + ankle.y) / 2 };
      expect(colourAt(pose, middle, true)).toEqual(
        COLOURS[index]!.map((channel) => Math.trunc(channel * 0.6)),
      );
    });
  });

  it('leave the body as it is', () => {
    for (const joint of [LEFT_ANKLE, RIGHT_ANKLE]) {
      const ankle = bare.people[0]!.body[joint]!;
      expect(colourAt(pose, ankle, true)).toEqual(colourAt(bare, ankle, false));
    }
  });

  it('are discs alone where the ankle is missing', () => {
    const person = pose.people[0]!;
    const footOnly = { ...pose, people: [{ ...person, body: person.body.map(() => null) }] };
    const { data } = drawPose(footOnly, { feet: true });
    const seen = new Set<string>();
    for (let i = 0; i < data.length; i += 4) seen.add([...data.subarray(i, i + 3)].join());
    expect(seen).toEqual(new Set(['0,0,0', ...COLOURS.map((colour) => colour.join())]));
  });
});
