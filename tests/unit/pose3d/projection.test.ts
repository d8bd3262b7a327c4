import { describe, expect, it } from 'vitest';
import { BODY_KEYPOINT_NAMES } from '../../../core/pose/index.ts';
import {
  dragHandle,
  type Figure,
  framesOf,
  handlePlace,
  moved,
  type OrbitCamera,
  placeSeenAt,
  projectFigures,
  projector,
  standingFigure,
} from '../../../core/pose3d/index.ts';
import { add, distance, vector } from '../../../core/space/index.ts';

const CANVAS = { width: 512, height: 768 };
const FRONT: OrbitCamera = {
  azimuth: 0,
  elevation: 0,
  distance: 4,
  target: vector(0, 1, 0),
  fieldOfView: 40,
};
const STANDING = standingFigure();

function from(azimuth: number, elevation = 0): OrbitCamera {
  return { ...FRONT, azimuth, elevation };
}

/** Names of the body keypoints that are left out. */
function missing(camera: OrbitCamera, figure: Figure = STANDING, others: readonly Figure[] = []): string[] {
  const [person] = projectFigures([figure, ...others], camera, CANVAS);
  return BODY_KEYPOINT_NAMES.filter((_, i) => person!.body[i] === null);
}

describe('the camera', () => {
  it('sees its target in the middle, and a metre as long as the field of view says', () => {
    const project = projector(FRONT, CANVAS);
    expect(project(FRONT.target)).toMatchObject({ x: 256, y: 384, depth: 4 });
    const metre = CANVAS.height / 2 / Math.tan(Math.PI / 9) / 4;
    expect(project(vector(0, 2, 0)).y).toBeCloseTo(384 - metre, 9);
    expect(project(vector(1, 1, 0)).x).toBeCloseTo(256 + metre, 9);
  });

  it('stands where its angles say: at 90 degrees on the left of one who faces it, above at a positive elevation', () => {
    expect(projector(from(90), CANVAS)(vector(1, 1, 0)).depth).toBeCloseTo(3, 9);
    expect(projector(from(0, 60), CANVAS)(vector(0, 2, 0)).depth).toBeCloseTo(4 - Math.sin(Math.PI / 3), 9);
  });

  it('finds places again from where and how far they are seen', () => {
    const camera = { ...from(37, -20), target: vector(0.3, 0.8, -1) };
    const place = vector(0.2, 1.4, 0.3);
    const { x, y, depth } = projector(camera, CANVAS)(place);
    expect(distance(placeSeenAt(camera, CANVAS, { x, y }, depth), place)).toBeLessThan(1e-9);
  });
});

describe('the skeleton on the canvas', () => {
  it('has the right side at the left from the front, and at the right from behind', () => {
    const [front] = projectFigures([STANDING], FRONT, CANVAS);
    const [back] = projectFigures([STANDING], from(180), CANVAS);
    expect(front!.body[2]!.x).toBeLessThan(front!.body[5]!.x);
    expect(back!.body[2]!.x).toBeGreaterThan(back!.body[5]!.x);
    expect(front!.body[10]!.y).toBeGreaterThan(front!.body[9]!.y);
  });

  it('is whole from the front', () => {
    expect(missing(FRONT)).toEqual([]);
  });

  it('lacks nose and eyes from behind', () => {
    expect(missing(from(180))).toEqual(['nose', 'right eye', 'left eye']);
  });

  it('lacks the far ear and eye from the side', () => {
    expect(missing(from(90))).toEqual(expect.arrayContaining(['right eye', 'right ear']));
    expect(missing(from(90))).not.toContain('left ear');
    expect(missing(from(-90))).toEqual(expect.arrayContaining(['left eye', 'left ear']));
    expect(missing(from(-90))).not.toContain('right ear');
  });

  it('lacks a hand that is held behind the back, or before it seen from behind', () => {
    const pelvis = handlePlace(STANDING, 'pelvis');
    const before = dragHandle(STANDING, 'right.hand', add(pelvis, vector(0, 0.1, 0.22)));
    const wrist = framesOf(before)['right.hand'].origin;
    expect(distance(wrist, add(pelvis, vector(0, 0.1, 0.22)))).toBeLessThan(0.05);
    expect(missing(FRONT, before)).not.toContain('right wrist');
    expect(missing(from(180), before)).toContain('right wrist');
  });

  it('keeps all points where that is asked for', () => {
    const [person] = projectFigures([STANDING], from(180), CANVAS, { keepHidden: true });
    expect(person!.body.every((point) => point !== null)).toBe(true);
  });

  it('lacks what another person stands before', () => {
    const behind = moved(STANDING, vector(0, 0, -0.8));
    expect(missing(FRONT, behind, [STANDING])).toEqual(
      expect.arrayContaining(['neck', 'right eye', 'left eye']),
    );
    expect(missing(FRONT, STANDING, [behind])).toEqual([]);
  });

  it('lacks what is behind the camera', () => {
    const beyond = moved(STANDING, vector(0, 0, 6));
    expect(missing(FRONT, beyond)).toHaveLength(18);
    expect(missing(from(180), beyond)).not.toHaveLength(18);
  });

  it('has hands of 21 points at the wrists and feet of 6 at the ankles when they are asked for', () => {
    const [person] = projectFigures([STANDING], FRONT, CANVAS, { hands: true, feet: true, keepHidden: true });
    expect(person!.leftHand).toHaveLength(21);
    expect(person!.leftHand![0]).toEqual(person!.body[7]);
    expect(person!.rightHand![0]).toEqual(person!.body[4]);
    expect(person!.feet).toHaveLength(6);
    for (const [point, ankle] of [
      [0, 13],
      [3, 10],
    ] as const) {
      expect(Math.abs(person!.feet![point]!.x - person!.body[ankle]!.x)).toBeLessThan(40);
      expect(person!.feet![point]!.y).toBeGreaterThan(person!.body[ankle]!.y);
    }
    expect(projectFigures([STANDING], FRONT, CANVAS)[0]).not.toHaveProperty('feet');
  });
});
