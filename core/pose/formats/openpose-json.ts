/*
 * OpenPose JSON as sd-webui-controlnet, comfyui_controlnet_aux and CMU's OpenPose write it.
 */
import * as v from 'valibot';
import { ArmatureError } from '../../result/index.ts';
import { mapPerson } from '../fit.ts';
import {
  type CanvasSize,
  type Keypoints,
  PART_NAMES,
  PART_SIZES,
  type PartName,
  type Person,
  type Point,
  type Pose,
} from '../types.ts';

/** An OpenPose document as it is written here: x, y in px and confidence 1, or three zeros for a missing point. */
export interface OpenPoseJson {
  readonly people: readonly OpenPosePerson[];
  readonly canvas_width: number;
  readonly canvas_height: number;
}

/** One person of an {@link OpenPoseJson}; a part that is missing as a whole is null. */
interface OpenPosePerson {
  readonly pose_keypoints_2d: readonly number[];
  readonly face_keypoints_2d: readonly number[] | null;
  readonly hand_left_keypoints_2d: readonly number[] | null;
  readonly hand_right_keypoints_2d: readonly number[] | null;
  /** A field of our own: 6 points in the order of `FOOT_KEYPOINT_NAMES`. */
  readonly foot_keypoints_2d?: readonly number[];
}

/** How to read what a document leaves open. */
export interface OpenPoseReading {
  /** Which document of a list; 0 unless given. */
  readonly frame?: number;
  /** Canvas of a document that does not tell its own. */
  readonly canvas?: CanvasSize;
  /** Points count as present above this confidence; 0 unless given. */
  readonly minConfidence?: number;
}

/** More people than a picture can show are a damaged or hostile file. */
const MAX_PEOPLE = 100;
/** Far outside of every canvas; beyond it a coordinate is a mistake. */
const MAX_COORDINATE = 100_000;
/** A drawing of this side takes 256 MB. */
const MAX_SIDE = 8192;
/** Normalised points may lie off the canvas, but no figure in px is as small as this. */
const NORMALISED_LIMIT = 4;
/** On a canvas below this side, in px, coordinates between 1 and the limit are taken for px. */
const SMALLEST_NORMALISED_CANVAS = 64;
const UNKNOWN_CANVAS: CanvasSize = { width: 512, height: 512 };
/** An unknown canvas of px coordinates ends at a multiple of this. */
const CANVAS_STEP = 64;

const numbers = v.nullish(v.array(v.pipe(v.number(), v.finite())));
const side = v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_SIDE)));

const documentSchema = v.object({
  people: v.pipe(
    v.array(
      v.object({
        pose_keypoints_2d: numbers,
        hand_left_keypoints_2d: numbers,
        hand_right_keypoints_2d: numbers,
        face_keypoints_2d: numbers,
        foot_keypoints_2d: numbers,
      }),
    ),
    v.maxLength(MAX_PEOPLE),
  ),
  canvas_width: side,
  canvas_height: side,
});

type Document = v.InferOutput<typeof documentSchema>;
type FieldName = keyof OpenPosePerson;

const FIELDS = {
  body: 'pose_keypoints_2d',
  leftHand: 'hand_left_keypoints_2d',
  rightHand: 'hand_right_keypoints_2d',
  face: 'face_keypoints_2d',
  feet: 'foot_keypoints_2d',
} as const satisfies Record<PartName, FieldName>;

/** Where the 18 points are among the 25 of BODY_25, which has a mid-hip and feet beside them. */
const BODY_25: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];
const BODY_25_SIZE = 25;
/** Some detectors leave out the pupils, which are the last two points of a face. */
const FACE_SIZES: readonly number[] = [70, 69, 68];

/**
 * Reads an OpenPose document: 18 points or BODY_25, with coordinates in px or as shares of the canvas (decided over the
 * whole document), or in the range from -1 to 1 that CMU's OpenPose can write. Of a list, as ComfyUI has it, one document
 * is read. A canvas that is not told is found from the points. Animals and mid-hip have no place in a pose and are
 * left out, and so is a person without a single point.
 *
 * @param json - the parsed JSON
 * @throws ArmatureError `bad-pose` naming the field
 */
export function poseFromOpenPoseJson(json: unknown, reading: OpenPoseReading = {}): Pose {
  const { frame = 0, minConfidence = 0 } = reading;
  const isList = Array.isArray(json);
  if (isList && !(frame in json))
    throw badPose(`The list of poses has no entry ${frame}; it has ${json.length}.`);
  const path = isList ? `[${frame}].` : '';
  const document = parseDocument(isList ? json[frame] : json, path);

  const people = document.people.map((person, index): Person => {
    const part = (name: PartName): Keypoints | undefined => {
      const field = `${path}people[${index}].${FIELDS[name]}`;
      return keypointsOf(person[FIELDS[name]] ?? [], { name, field, minConfidence });
    };
    const [leftHand, rightHand, face] = [part('leftHand'), part('rightHand'), part('face')];
    const feet = part('feet');
    return {
      body: part('body') ?? Array.from({ length: PART_SIZES.body }, () => null),
      ...(leftHand && { leftHand }),
      ...(rightHand && { rightHand }),
      ...(face && { face }),
      ...(feet && { feet }),
    };
  });
  const present = people.filter((person) => pointsOf(person).length > 0);
  return inPixels(present, canvasOf(document), reading.canvas);
}

/** Writes an OpenPose document in px that every known reader takes: confidence is exactly 1 or 0. */
export function openPoseJsonFrom({ people, width, height }: Pose): OpenPoseJson {
  return {
    people: people.map(({ body, face, leftHand, rightHand, feet }) => ({
      pose_keypoints_2d: body.flatMap(tripleOf),
      face_keypoints_2d: triplesOf(face),
      hand_left_keypoints_2d: triplesOf(leftHand),
      hand_right_keypoints_2d: triplesOf(rightHand),
      ...(feet && { foot_keypoints_2d: feet.flatMap(tripleOf) }),
    })),
    canvas_width: width,
    canvas_height: height,
  };
}

function triplesOf(points: Keypoints | undefined): readonly number[] | null {
  return points?.some((point) => point !== null) ? points.flatMap(tripleOf) : null;
}

function tripleOf(point: Point | null): readonly [number, number, number] {
  return point ? [point.x, point.y, 1] : [0, 0, 0];
}

function parseDocument(json: unknown, path: string): Document {
  const parsed = v.safeParse(documentSchema, json, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const keys = issue.path?.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)) ?? [];
  const field = `${path}${keys.join('').replace(/^\./, '')}` || 'The file';
  throw badPose(`${field}: ${issue.message.slice(0, 200)}`);
}

interface PartReading {
  readonly name: PartName;
  /** For messages. */
  readonly field: string;
  readonly minConfidence: number;
}

function keypointsOf(
  values: readonly number[],
  { name, field, minConfidence }: PartReading,
): Keypoints | undefined {
  if (values.length === 0) return undefined;
  const order = orderOf(values.length / 3, name);
  if (!order)
    throw badPose(
      `${field}: ${values.length} numbers are not three for each of ${expectedSizes(name)} points.`,
    );
  return order.map((index) => {
    const [x = 0, y = 0, confidence = 0] = values.slice(index * 3, index * 3 + 3);
    if (confidence <= minConfidence) return null;
    const far = Math.max(Math.abs(x), Math.abs(y)) > MAX_COORDINATE;
    if (far)
      throw badPose(
        `${field}[${index * 3}]: the point (${x}, ${y}) is further than ${MAX_COORDINATE} px away.`,
      );
    return { x, y };
  });
}

/** For each of our points its index in the file; an index past the end is a missing point. */
function orderOf(size: number, name: PartName): readonly number[] | undefined {
  if (name === 'body' && size === BODY_25_SIZE) return BODY_25;
  const fits = name === 'face' ? FACE_SIZES.includes(size) : size === PART_SIZES[name];
  return fits ? Array.from({ length: PART_SIZES[name] }, (_, index) => index) : undefined;
}

function expectedSizes(name: PartName): string {
  if (name === 'body') return `${PART_SIZES.body} or ${BODY_25_SIZE}`;
  return name === 'face' ? FACE_SIZES.toReversed().join(', ') : String(PART_SIZES[name]);
}

function canvasOf({ canvas_width: width, canvas_height: height }: Document): CanvasSize | undefined {
  return width && height ? { width, height } : undefined;
}

function pointsOf(person: Person): Point[] {
  return PART_NAMES.flatMap((part) => (person[part] ?? []).flatMap((point) => point ?? []));
}

function inPixels(people: readonly Person[], told: CanvasSize | undefined, given?: CanvasSize): Pose {
  const points = people.flatMap(pointsOf);
  if (!isNormalised(points, told)) {
    const { width, height } = told ?? given ?? canvasAround(points);
    return { width, height, people };
  }
  const { width, height } = told ?? given ?? UNKNOWN_CANVAS;
  const unit = isSigned(points, told) ? (value: number) => (value + 1) / 2 : (value: number) => value;
  const scaled = people.map((person) =>
    mapPerson(person, ({ x, y }) => ({ x: unit(x) * width, y: unit(y) * height })),
  );
  return { width, height, people: scaled };
}

/**
 * Whether coordinates are shares of the canvas. Some points off the canvas must not turn a whole file into px; most of
 * them are on it, though.
 */
function isNormalised(points: readonly Point[], canvas: CanvasSize | undefined): boolean {
  const extents = points.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)));
  const outside = extents.filter((extent) => extent > 1);
  if (outside.length === 0) return true;
  const largeCanvas = !canvas || Math.min(canvas.width, canvas.height) >= SMALLEST_NORMALISED_CANVAS;
  const mostInside = outside.length < points.length / 2;
  return largeCanvas && mostInside && outside.every((extent) => extent <= NORMALISED_LIMIT);
}

/** Whether normalised coordinates run from -1 to 1: only CMU's files do, which tell no canvas. */
function isSigned(points: readonly Point[], told: CanvasSize | undefined): boolean {
  const negative = points.filter(({ x, y }) => x < 0 || y < 0).length;
  return !told && negative > points.length / 4;
}

function canvasAround(points: readonly Point[]): CanvasSize {
  const around = (values: readonly number[]): number => {
    const far = values.reduce((a, b) => Math.max(a, b), 1);
    return Math.min(Math.ceil(far / CANVAS_STEP) * CANVAS_STEP, MAX_SIDE);
  };
  return { width: around(points.map(({ x }) => x)), height: around(points.map(({ y }) => y)) };
}

function badPose(message: string): ArmatureError {
  return new ArmatureError({
    code: 'bad-pose',
    message,
    next: 'Open a JSON file in the format of OpenPose.',
  });
}
