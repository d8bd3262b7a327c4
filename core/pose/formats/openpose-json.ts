/*
 * OpenPose JSON as sd-webui-controlnet, comfyui_controlnet_aux and CMU's OpenPose write it.
 */
import { counted, words, type Words } from '../../words/index.ts';
import { isAnimal } from '../animal.ts';
import { mapPerson } from '../fit.ts';
import {
  type CanvasSize,
  type ExtraFields,
  type Keypoints,
  PART_NAMES,
  PART_SIZES,
  type Person,
  type Point,
  type Pose,
} from '../types.ts';
import { animalFields, keptAnimalPoints, mapKeptAnimals, takeAnimals } from './animals.ts';
import { badPose } from './bad-pose.ts';
import { placingOf } from './coordinates.ts';
import { inOrder, orderField, takeOrder } from './drawing-order.ts';
import { isUnknownFace, keptFaceOf, mapKeptFace, withKeptFace } from './kept-face.ts';
import {
  feetOfBody,
  isReadableFace,
  keypointOf,
  keypointsOf,
  midHipOfBody,
  type TripleOf,
  triplesOf,
} from './keypoint-triples.ts';
import {
  canvasOf,
  type CoordinateUnit,
  documentTraitsOf,
  MID_HIP_FIELD,
  type OpenPoseDocument,
  parseOpenPose,
  PART_FIELDS,
  traitsOf,
  UNIT_FIELD,
} from './openpose-schema.ts';

/** An OpenPose document as it is written here: x, y and confidence, or three zeros for a missing point. */
export interface OpenPoseJson extends ExtraFields {
  readonly people: readonly OpenPosePerson[];
  readonly canvas_width: number;
  readonly canvas_height: number;
}

/** One person of an {@link OpenPoseJson}; a part that is missing as a whole is null. */
interface OpenPosePerson extends ExtraFields {
  readonly pose_keypoints_2d: readonly number[];
  readonly face_keypoints_2d: readonly number[] | null;
  readonly hand_left_keypoints_2d: readonly number[] | null;
  readonly hand_right_keypoints_2d: readonly number[] | null;
  /** A field of our own: 6 points in the order of `FOOT_KEYPOINT_NAMES`. */
  readonly foot_keypoints_2d?: readonly number[];
  /** A field of our own: the point between the hips that BODY_25 has. */
  readonly mid_hip_keypoint_2d?: readonly number[];
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

/** How to write a document. */
export interface OpenPoseWriting {
  /** px unless given; normalised coordinates are shares of the canvas, from 0 to 1 on it. */
  readonly units?: CoordinateUnit;
  /** Certain unless given, because ControlNet's readers drop every point with a confidence below 1. */
  readonly confidence?: 'certain' | 'kept';
}

/** A pose, and in words what of its document could not be taken over. */
export interface OpenPoseContent {
  readonly pose: Pose;
  /** Whole sentences. */
  readonly notes: readonly Words[];
}

/**
 * Reads an OpenPose document: 18 points or BODY_25, with coordinates in px or as shares of the canvas (decided over the
 * whole document), or in the range from -1 to 1 that CMU's OpenPose can write. Of a list, as ComfyUI has it, one document
 * is read. A canvas that is not told is found from the points. Animals come after all people, unless our own field tells
 * another order. Fields that mean nothing here are kept. A person without a single point is left out.
 *
 * @param json - the parsed JSON
 * @throws ArmatureError `bad-pose` naming the field
 */
export function poseFromOpenPoseJson(json: unknown, reading: OpenPoseReading = {}): Pose {
  return readOpenPose(json, reading).pose;
}

/**
 * Reads a document as {@link poseFromOpenPoseJson} does, and tells what it had to leave out.
 *
 * @throws ArmatureError `bad-pose` naming the field
 */
export function readOpenPose(json: unknown, reading: OpenPoseReading = {}): OpenPoseContent {
  const { frame = 0, minConfidence = 0 } = reading;
  if (!Array.isArray(json)) return contentOf(json, { path: '', minConfidence, given: reading.canvas });
  if (!(frame in json)) throw badPose(words`The list of poses has no entry ${frame}; it has ${json.length}.`);
  return contentOf(json[frame], { path: `[${frame}].`, minConfidence, given: reading.canvas });
}

interface DocumentReading {
  /** Where the document stands in its file. */
  readonly path: string;
  readonly minConfidence: number;
  readonly given: CanvasSize | undefined;
}

function contentOf(json: unknown, reading: DocumentReading): OpenPoseContent {
  const document = parseOpenPose(json, reading.path);
  const raw = (json as { readonly people: readonly unknown[] }).people;
  const read = document.people.map((fields, index) => {
    const { face_keypoints_2d: face } = fields;
    const traits = traitsOf(raw[index]);
    const unknown = face && isUnknownFace(face, reading.minConfidence) ? face : undefined;
    const kept = unknown && { extra: withKeptFace(traits.extra, unknown) };
    return { person: { ...partsOf(fields, index, reading), ...traits, ...kept }, index, unknown };
  });
  const { unit, extra: others } = documentTraitsOf(json);
  const { order, extra: unordered } = takeOrder(others);
  const { animals, extra } = takeAnimals(unordered, reading.minConfidence);
  const figures = inOrder<Person | undefined>(
    read.map(({ person }) => person),
    animals,
    order,
  );
  const people = figures.flatMap((figure) => (figure && pointsOf(figure).length > 0 ? [figure] : []));
  const hints = { told: canvasOf(document), given: reading.given, unit };
  const { canvas, place } = placingOf(placesIn(people, extra), hints);
  const pose = {
    ...{ width: canvas.width, height: canvas.height },
    people: people.map((person) => mapPerson(person, place)),
    ...(extra && { extra: mapKeptAnimals(extra, place) }),
  };
  const notes = [
    ...read.flatMap(({ index, unknown }) => (unknown ? noteOnFace(index, unknown) : [])),
    ...notesOnEmpty(read.filter(({ person }) => pointsOf(person).length === 0).length),
  ];
  return { pose, notes };
}

type PersonFields = OpenPoseDocument['people'][number];

function partsOf(fields: PersonFields, index: number, { path, minConfidence }: DocumentReading): Person {
  const listOf = (part: keyof typeof PART_FIELDS) => ({
    values: fields[PART_FIELDS[part]] ?? [],
    field: `${path}people[${index}].${PART_FIELDS[part]}`,
    ...{ part, minConfidence },
  });
  const [leftHand, rightHand] = [keypointsOf(listOf('leftHand')), keypointsOf(listOf('rightHand'))];
  const faceList = listOf('face');
  const face = isReadableFace(faceList.values) ? keypointsOf(faceList) : undefined;
  const feet = keypointsOf(listOf('feet')) ?? feetOfBody(listOf('body'));
  const ownMidHip = {
    ...listOf('body'),
    values: fields[MID_HIP_FIELD] ?? [],
    field: `${path}people[${index}].${MID_HIP_FIELD}`,
  };
  const midHip = keypointOf(ownMidHip) ?? midHipOfBody(listOf('body'));
  return {
    body: keypointsOf(listOf('body')) ?? Array.from({ length: PART_SIZES.body }, () => null),
    ...(leftHand && { leftHand }),
    ...(rightHand && { rightHand }),
    ...(face && { face }),
    ...(feet && { feet }),
    ...(midHip && { midHip }),
  };
}

/** People without a single point have no place on a canvas. */
export function notesOnEmpty(count: number): readonly Words[] {
  if (count === 0) return [];
  return [
    words`${counted(count, { one: 'One person has no points and was', other: '# people have no points and were' })} left out.`,
  ];
}

function noteOnFace(index: number, face: readonly number[]): Words {
  const count = face.length / 3;
  return words`The face of person ${index + 1} is not shown: of ${count} points nobody can tell which is which. JSON files keep it.`;
}

/**
 * Writes an OpenPose document. As it is written unless told otherwise, in px and with confidences of exactly 1 or 0, every
 * known reader takes it. Fields that were read and mean nothing here are written again.
 */
export function openPoseJsonFrom(pose: Pose, writing: OpenPoseWriting = {}): OpenPoseJson {
  const { units = 'px', confidence: grade = 'certain' } = writing;
  const { width, height, extra } = pose;
  const [unitX, unitY] = units === 'px' ? [1, 1] : [width, height];
  const tripleOf: TripleOf = ({ x, y, confidence = 1 }) => [
    x / unitX,
    y / unitY,
    grade === 'kept' ? confidence : 1,
  ];
  const toUnit = ({ x, y }: Point): Point => ({ x: x / unitX, y: y / unitY });
  const kept = extra && mapKeptAnimals(extra, toUnit);
  return {
    ...kept,
    ...unitField(placesIn(pose.people, extra).map(toUnit), { width, height }, units),
    ...animalFields(pose.people.filter(isAnimal), kept, tripleOf),
    ...orderField(pose.people),
    people: pose.people.filter((person) => !isAnimal(person)).map((person) => personJson(person, tripleOf)),
    canvas_width: width,
    canvas_height: height,
  };
}

/**
 * Where people of a pose stand once it was written and read again: who has no point is gone.
 *
 * @param people - indices; everybody unless given
 * @returns indices, in ascending order
 */
export function placesAsRead(pose: Pose, people: readonly number[] = [...pose.people.keys()]): number[] {
  const seen = [...pose.people.entries()].filter(([, person]) => isSeen(person));
  return seen.flatMap(([index], place) => (people.includes(index) ? [place] : []));
}

function isSeen(person: Person): boolean {
  return PART_NAMES.some((part) => person[part]?.some((point) => point && (point.confidence ?? 1) > 0));
}

function personJson(person: Person, tripleOf: TripleOf): OpenPosePerson {
  const { body, face, leftHand, rightHand, feet, midHip, name, locked, hidden, extra } = person;
  const partOf = (points: Keypoints | undefined): readonly number[] | null =>
    points?.some((point) => point !== null) ? triplesOf(points, tripleOf) : null;
  const toUnit = (point: Point): Point => {
    const [x, y] = tripleOf(point);
    return { x, y };
  };
  return {
    ...extra,
    pose_keypoints_2d: triplesOf(body, tripleOf),
    face_keypoints_2d: partOf(face) ?? keptFaceOf(extra && mapKeptFace(extra, toUnit)) ?? null,
    hand_left_keypoints_2d: partOf(leftHand),
    hand_right_keypoints_2d: partOf(rightHand),
    ...(feet && { foot_keypoints_2d: triplesOf(feet, tripleOf) }),
    ...(midHip && { [MID_HIP_FIELD]: tripleOf(midHip) }),
    ...(name !== undefined && { name }),
    ...(locked && { locked }),
    ...(hidden && { hidden }),
  };
}

/** Tells the unit of points that would be taken for another one, as those of people who hardly stand on their canvas. */
function unitField(points: readonly Point[], told: CanvasSize, unit: CoordinateUnit): ExtraFields {
  const isClear = points.length === 0 || placingOf(points, { told }).unit === unit;
  return isClear ? {} : { [UNIT_FIELD]: unit };
}

/** All that is placed on a canvas. */
function placesIn(people: readonly Person[], extra: ExtraFields | undefined): readonly Point[] {
  return [...people.flatMap(placesOf), ...keptAnimalPoints(extra)];
}

/** All that is placed with a person: the point between the hips, which is part of nothing, as well. */
function placesOf(person: Person): Point[] {
  return [...pointsOf(person), ...(person.midHip ? [person.midHip] : [])];
}

function pointsOf(person: Person): Point[] {
  return PART_NAMES.flatMap((part) => (person[part] ?? []).flatMap((point) => point ?? []));
}
