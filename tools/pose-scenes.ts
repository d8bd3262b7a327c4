/*
 * The page's pose library in three dimensions, for the program that draws training pictures: `npm run pose-scenes`.
 * Writes tools/train/world/library.json. Places are in millimetres: to the viewer's right, up, towards the viewer.
 */
import { writeFile } from 'node:fs/promises';
import { buildHand, buildScene, HAND_SHAPES, JOINT_NAMES, poseEntries, specOf } from '../core/pose/index.ts';

const OUT = 'tools/train/world/library.json';

type Place = readonly [number, number, number];

const millimetres = (places: readonly Place[]): number[][] =>
  places.map((place) => place.map((metres) => Math.round(metres * 1000)));

const thousandths = (rotation: readonly Place[]): number[][] =>
  rotation.map((row) => row.map((entry) => Math.round(entry * 1000)));

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
    millimetres(
      buildHand({ side: 'left', shape, wrist: [0, 0, 0], along: [0, 1, 0], palm: [0, 0, 1], size: 1 }),
    ),
  ]),
);

const lines = poses.map((pose) => JSON.stringify(pose)).join(',\n');
await writeFile(OUT, `{"hands":${JSON.stringify(hands)},\n"poses":[\n${lines}\n]}\n`);
