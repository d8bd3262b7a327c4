import { createHash } from 'node:crypto';
import type { DetectorEntry } from '../../core/manifest/index.ts';
import { detectFixture, standIn } from './detect-fixture.ts';

/** A keypoint as the references give it. */
export type Row = readonly [x: number, y: number, score: number];

/** A person as the references give it, in OpenPose's order. */
export type PartRows = Readonly<Record<'body', readonly Row[]>> &
  Readonly<Partial<Record<'feet' | 'face' | 'leftHand' | 'rightHand', readonly Row[]>>>;

/** What a reference made of one picture. */
export interface DetectCase {
  readonly detector: keyof typeof DETECTORS;
  /** Width and height in px. */
  readonly picture: readonly [number, number];
  /** Samples of what the last network was fed for the first person. */
  readonly fed: { readonly places: readonly number[]; readonly values: readonly number[] };
  readonly people: readonly PartRows[];
  /** Of the first person: left, top, right, bottom. */
  readonly box?: readonly [number, number, number, number];
}

/** A detector made of stand-ins. */
interface StandInDetector {
  readonly entry: Pick<DetectorEntry, 'pipeline' | 'keypoints'>;
  /** Name of the fixture for each of the detector's files. */
  readonly files: Readonly<Record<string, string>>;
}

/** Each pipeline over the stand-ins. */
export const DETECTORS = {
  rtmo: { entry: { pipeline: 'rtmo', keypoints: 'coco-17' }, files: { 'pose.onnx': 'rtmo.onnx' } },
  rtmpose: {
    entry: { pipeline: 'top-down-simcc', keypoints: 'coco-17' },
    files: { 'person.onnx': 'yolox-decoded.onnx', 'pose.onnx': 'rtmpose.onnx' },
  },
  dwpose: {
    entry: { pipeline: 'top-down-simcc', keypoints: 'coco-wholebody-133' },
    files: { 'person.onnx': 'yolox.onnx', 'pose.onnx': 'dwpose.onnx' },
  },
  vitpose: {
    entry: { pipeline: 'vitpose', keypoints: 'coco-17' },
    files: { 'person.onnx': 'yolox.onnx', 'pose.onnx': 'vitpose.onnx' },
  },
  movenet: { entry: { pipeline: 'movenet', keypoints: 'coco-17' }, files: { 'pose.onnx': 'movenet.onnx' } },
} as const satisfies Readonly<Record<string, StandInDetector>>;

/** What the references made of every picture with every detector. */
export const DETECT_CASES = detectFixture('people.json') as readonly DetectCase[];

/** The entry of stand-ins that lie beside the page, in the repository's folder. */
export function besidePage(name: keyof typeof DETECTORS): DetectorEntry {
  const { entry, files } = DETECTORS[name];
  return {
    kind: 'detector',
    ...entry,
    ...{ id: name, label: name, description: '', builtIn: true, base: 'tests/fixtures/detect/' },
    license: { name: 'MIT' },
    sources: {},
    files: Object.entries(files).map(([path, at]) => {
      const bytes = standIn(at);
      return { path, at, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
  };
}
