/*
 * The page's pose library in three dimensions, for the program that draws training pictures: `npm run pose-scenes`.
 * Writes tools/train/world/library.json. Places are in millimetres: to the viewer's right, up, towards the viewer.
 */
import { writeFile } from 'node:fs/promises';
import { buildHand, buildScene, HAND_SHAPES, JOINT_NAMES, poseEntries, specOf } from '../core/pose/index.ts';
import { AXIS, inverse, type Quaternion, rotate, type Vector3, ZERO } from '../core/space/index.ts';

const OUT = 'tools/train/world/library.json';

const coordinates = ({ x, y, z }: Vector3, unit: number): number[] =>
  [x, y, z].map((value) => Math.round(value * unit));

const millimetres = (places: readonly Vector3[]): number[][] =>
  places.map((place) => coordinates(place, 1000));

/** The three rows of a rotation, in thousandths. */
const thousandths = (rotation: Quaternion): number[][] =>
  [AXIS.x, AXIS.y, AXIS.z].map((axis) => coordinates(rotate(inverse(rotation), axis), 1000));

const poses = poseEntries().map(({ id, category }) => {
  const { people, turned = 0, above = 6, crop } = specOf(id);
  const figures = buildScene(people).map((figure) => ({
    joints: millimetres(JOINT_NAMES.map((name) => figure.joints[name])),
    pelvis: thousandths(figure.pelvis),
    chest: thousandths(figure.chest),
    head: thousandths(figure.head),
    size: figure.size,
    leftHand: figure.leftHand && millimetres(figure.leftHand),
    rightHand: figure.rightHand && millimetres(figure.rightHand),
  }));
  return { id, category, turned, above, crop, figures };
});

/** A left hand whose fingers point up and whose palm looks at the viewer, for poses that name no hand. */
const hands = Object.fromEntries(
  HAND_SHAPES.map((shape) => [
    shape,
    millimetres(buildHand({ side: 'left', shape, wrist: ZERO, along: AXIS.y, palm: AXIS.z, size: 1 })),
  ]),
);

const lines = poses.map((pose) => JSON.stringify(pose)).join(',\n');
await writeFile(OUT, `{"hands":${JSON.stringify(hands)},\n"poses":[\n${lines}\n]}\n`);
