/*
 * Which of the JSON forms a document has: OpenPose's, or one of the editors' own.
 */
import * as v from 'valibot';
import { distinct, words, type Words } from '../../words/index.ts';
import { fitPose } from '../fit.ts';
import { type CanvasSize, type Keypoints, PART_SIZES, type Person, type Pose } from '../types.ts';
import { badPose } from './bad-pose.ts';
import { MAX_DEPTH } from './nesting.ts';
import { isRecord } from './is-record.ts';
import { notesOnEmpty, type OpenPoseContent, readOpenPose } from './openpose-json.ts';
import { MAX_PEOPLE, MAX_SIDE } from './openpose-schema.ts';

/** What was found in a file. */
export interface PoseReading {
  /** What it is, in words that begin a sentence, such as "OpenPose JSON". */
  readonly found: Words;
  /** At least one pose; several where the file is a list of frames. */
  readonly frames: readonly [Pose, ...Pose[]];
  /** What could not be taken over, in whole sentences. */
  readonly notes: readonly Words[];
}

/** More frames than that are a film, not poses to choose from. */
const MAX_FRAMES = 2000;
/** Share of the canvas's height that a figure without a place of its own gets. */
const FIGURE_SHARE = 0.85;

/** Poses are small; this much JSON, in bytes, is something else. */
export const MAX_JSON_BYTES = 32 * 1024 * 1024;

/**
 * Reads a text with a pose, in all forms of {@link readPoseDocument}.
 *
 * @param canvas - for documents that tell none
 * @throws ArmatureError `bad-pose` naming what is wrong
 */
export function readPoseText(text: string, canvas?: CanvasSize): PoseReading {
  if (text.length > MAX_JSON_BYTES) throw tooLong();
  return readPoseDocument(parsePoseText(text), canvas);
}

/** Makes the error for more JSON than a pose can be. */
export function tooLong(): Error {
  return badPose(words`The file is above 32 MB, which no pose needs.`);
}

/**
 * Parses JSON that may come from anywhere.
 *
 * @param what - that it is, for messages
 * @throws ArmatureError `bad-pose` when it is no JSON, or nested so deeply that it could not be written again
 */
export function parsePoseText(text: string, what: Words | string = words`The file`): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text) as unknown;
  } catch {
    throw badPose(words`${what} is no JSON.`);
  }
  if (depthOf(text) > MAX_DEPTH) throw badPose(words`${what} is nested more than ${MAX_DEPTH} levels deep.`);
  return json;
}

const [QUOTE, BACKSLASH, LIST, LIST_END, OBJECT, OBJECT_END] = Array.from('"\\[]{}', (sign) =>
  sign.charCodeAt(0),
);

/** How deep valid JSON is nested. It goes from sign to sign: an expression for strings runs out of stack in long ones. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) quoted = !quoted;
    else if (quoted) at += sign === BACKSLASH ? 1 : 0;
    else if (sign === LIST || sign === OBJECT) deepest = Math.max(deepest, ++depth);
    else if (sign === LIST_END || sign === OBJECT_END) depth--;
  }
  return deepest;
}

/**
 * Reads a document in any of the forms that are known: OpenPose JSON of all dialects, alone, in a list, or in a message
 * (`poses`) or record (`pose`) around it; the 2D editor's `{width, height, keypoints}`; a bare list of 18 points, as 3D
 * editors copy it.
 *
 * @param canvas - for documents that tell none
 * @throws ArmatureError `bad-pose` naming what is wrong
 */
export function readPoseDocument(json: unknown, canvas?: CanvasSize): PoseReading {
  if (isRecord(json)) {
    if ('people' in json) return openPoseReading([json], canvas);
    if ('poses' in json) return readPoseDocument(json['poses'], canvas);
    if (isRecord(json['pose'])) return readPoseDocument(json['pose'], canvas);
    if ('keypoints' in json) return readingOfLists(words`Pose of a 2D editor`, poseOfEditor(json));
    if (isScene(json)) throw sceneRefusal();
  }
  if (Array.isArray(json) && json.length > 0) {
    if (json.every((entry) => isRecord(entry))) return openPoseReading(json, canvas);
    if (v.is(pointListSchema, json))
      return readingOfLists(words`List of 18 points`, poseOfPoints(json, canvas));
  }
  throw badPose(words`The JSON has no pose in a form that is known: there are no people in it.`);
}

function readingOfLists(found: Words, pose: Pose): PoseReading {
  const people = pose.people.filter(hasPoint);
  return {
    found,
    frames: [{ ...pose, people }],
    notes: notesOnEmpty(pose.people.length - people.length),
  };
}

function hasPoint({ body }: Person): boolean {
  return body.some((point) => point !== null);
}

function openPoseReading(documents: readonly unknown[], canvas: CanvasSize | undefined): PoseReading {
  if (documents.length > MAX_FRAMES) {
    throw badPose(words`The list has ${documents.length} poses; at most ${MAX_FRAMES} can be read.`);
  }
  const reading = canvas ? { canvas } : {};
  const read = (index: number): OpenPoseContent =>
    documents.length === 1
      ? readOpenPose(documents[0], reading)
      : readOpenPose(documents, { ...reading, frame: index });
  const [first, ...rest] = [read(0), ...documents.slice(1).map((_, index) => read(index + 1))];
  return {
    found:
      documents.length === 1
        ? words`OpenPose JSON`
        : words`List of ${documents.length} poses in OpenPose JSON`,
    frames: [first.pose, ...rest.map(({ pose }) => pose)],
    notes: distinct([first, ...rest].flatMap(({ notes }) => notes)),
  };
}

const coordinate = v.pipe(v.number(), v.finite(), v.minValue(-100_000), v.maxValue(100_000));
const pointSchema = v.union([
  v.null(),
  v.tuple([coordinate, coordinate]),
  v.tuple([coordinate, coordinate, coordinate]),
]);
const bodySchema = v.pipe(v.array(pointSchema), v.length(PART_SIZES.body));
const pointListSchema = v.union([bodySchema, v.pipe(v.array(bodySchema), v.maxLength(MAX_PEOPLE))]);
type BodyPoints = v.InferOutput<typeof bodySchema>;
const sideSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_SIDE));
const editorSchema = v.object({ width: sideSchema, height: sideSchema, keypoints: pointListSchema });

function poseOfEditor(json: unknown): Pose {
  const parsed = v.safeParse(editorSchema, json, { abortEarly: true });
  if (!parsed.success) {
    const field = v.getDotPath(parsed.issues[0])?.split('.')[0] ?? 'keypoints';
    const wanted =
      field === 'keypoints' ? words`18 points [x, y] for each person` : words`a whole number of px`;
    throw badPose(words`${field}: the pose of a 2D editor has ${wanted} there.`);
  }
  const { width, height, keypoints } = parsed.output;
  return { width, height, people: bodiesOf(keypoints).map((points) => personOf(points)) };
}

function bodiesOf(list: v.InferOutput<typeof pointListSchema>): readonly BodyPoints[] {
  return isBody(list) ? [list] : list;
}

function isBody(list: v.InferOutput<typeof pointListSchema>): list is BodyPoints {
  return v.is(bodySchema, list);
}

function personOf(points: BodyPoints, place = (x: number, y: number) => ({ x, y })): Person {
  const body: Keypoints = points.map((point) => point && place(point[0], point[1]));
  return { body };
}

/** Points in px; with a third number they stand in space, with y upwards, and are seen from the front. */
function poseOfPoints(list: v.InferOutput<typeof pointListSchema>, canvas?: CanvasSize): Pose {
  const size = canvas ?? { width: 512, height: 512 };
  const bodies = bodiesOf(list);
  const inSpace = bodies.some((points) => points.some((point) => point?.length === 3));
  if (!inSpace) return { ...size, people: bodies.map((points) => personOf(points)) };
  const seen = bodies.map((points) => personOf(points, (x, y) => ({ x, y: -y })));
  return fitPose(cutAround(seen, size), size);
}

/** A canvas of the given proportions around people who stand anywhere. */
function cutAround(people: readonly Person[], { width, height }: CanvasSize): Pose {
  const points = people.flatMap(({ body }) => body.flatMap((point) => point ?? []));
  if (points.length === 0) return { width, height, people };
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const scale = Math.max((right - left) / width, (bottom - top) / height, 1e-6) / FIGURE_SHARE;
  const x = (left + right - width * scale) / 2;
  const y = (top + bottom - height * scale) / 2;
  const moved = people.map(({ body }) => ({
    body: body.map((point) => point && { x: (point.x - x) / scale, y: (point.y - y) / scale }),
  }));
  return { width, height, people: moved };
}

/** Scenes of 3D editors turn the bones of a model of their own, so that points cannot be told without that model. */
function isScene(json: Readonly<Record<string, unknown>>): boolean {
  return isRecord(json['object']) && Array.isArray(json['object']['bodies']);
}

function sceneRefusal(): Error {
  return badPose(
    words`The file is a scene of a 3D pose editor, which only that editor can pose.`,
    words`Copy the keypoints there, or save the picture of the skeleton, and open that.`,
  );
}
