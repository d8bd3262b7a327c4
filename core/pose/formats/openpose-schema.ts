/*
 * What is checked of an OpenPose document before anything is made of it.
 */
import * as v from 'valibot';
import { words } from '../../words/index.ts';
import type { CanvasSize, ExtraFields, PartName } from '../types.ts';
import { badPose } from './bad-pose.ts';

/** More people than a picture can show are a damaged or hostile file. */
export const MAX_PEOPLE = 100;
/** A drawing of this side takes 256 MB. */
export const MAX_SIDE = 8192;
const MAX_NAME_LENGTH = 200;

const numbers = v.nullish(v.array(v.pipe(v.number(), v.finite())));
const side = v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_SIDE)));

const personSchema = v.object({
  pose_keypoints_2d: numbers,
  hand_left_keypoints_2d: numbers,
  hand_right_keypoints_2d: numbers,
  face_keypoints_2d: numbers,
  foot_keypoints_2d: numbers,
  mid_hip_keypoint_2d: numbers,
});

const documentSchema = v.object({
  people: v.pipe(v.array(personSchema), v.maxLength(MAX_PEOPLE)),
  canvas_width: side,
  canvas_height: side,
});

/** The fields of a document that stand for something here. */
export type OpenPoseDocument = v.InferOutput<typeof documentSchema>;
type PersonFields = v.InferOutput<typeof personSchema>;

/** The field of a point of our own between the hips, which BODY_25 has among those of the body. */
export const MID_HIP_FIELD = 'mid_hip_keypoint_2d';

/** The field of each part of a person. Feet have none in other programs' files of 18 points; it is our own. */
export const PART_FIELDS = {
  body: 'pose_keypoints_2d',
  leftHand: 'hand_left_keypoints_2d',
  rightHand: 'hand_right_keypoints_2d',
  face: 'face_keypoints_2d',
  feet: 'foot_keypoints_2d',
} as const satisfies Record<Exclude<PartName, 'animal'>, keyof PersonFields>;

/**
 * Checks a document.
 *
 * @param path - where it stands in its file, for messages
 * @throws ArmatureError `bad-pose` naming the field
 */
export function parseOpenPose(json: unknown, path: string): OpenPoseDocument {
  const parsed = v.safeParse(documentSchema, json, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const keys = issue.path?.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)) ?? [];
  const field = `${path}${keys.join('').replace(/^\./, '')}` || words`The file`;
  throw badPose(words`${field}: ${issue.message.slice(0, 200)}.`);
}

const DOCUMENT_FIELDS: ReadonlySet<string> = new Set(Object.keys(documentSchema.entries));
const PERSON_FIELDS: ReadonlySet<string> = new Set(Object.keys(personSchema.entries));

/** A field of our own: the unit of all coordinates, where their numbers alone would be taken for another one. */
export const UNIT_FIELD = 'coordinate_unit';

/** In which unit a document is written. */
export type CoordinateUnit = 'px' | 'normalised';

/** The fields of a document besides those that all programs know. */
export interface DocumentTraits {
  readonly unit: CoordinateUnit | undefined;
  /** Those that mean nothing here; undefined where there are none. */
  readonly extra: ExtraFields | undefined;
}

/** Takes our own fields of a document apart from those that mean nothing here. A field of another type is not ours. */
export function documentTraitsOf(document: unknown): DocumentTraits {
  const { [UNIT_FIELD]: unit, ...others } = othersThan(DOCUMENT_FIELDS, document) ?? {};
  const isOurs = unit === 'px' || unit === 'normalised';
  const extra = { ...others, ...(unit !== undefined && !isOurs && { [UNIT_FIELD]: unit }) };
  return {
    unit: isOurs ? unit : undefined,
    extra: Object.keys(extra).length > 0 ? extra : undefined,
  };
}

/** What a person has besides keypoints, for `Person`. */
export interface PersonTraits {
  readonly name?: string;
  readonly locked?: true;
  readonly hidden?: true;
  readonly extra?: ExtraFields;
}

/** Takes our own fields of a person apart from those that mean nothing here. A field of another type is not ours. */
export function traitsOf(person: unknown): PersonTraits {
  const { name, locked, hidden, ...others } = othersThan(PERSON_FIELDS, person) ?? {};
  const named = typeof name === 'string' && name.length <= MAX_NAME_LENGTH;
  const extra = {
    ...others,
    ...(name !== undefined && !named && { name }),
    ...(locked !== undefined && locked !== true && { locked }),
    ...(hidden !== undefined && hidden !== true && { hidden }),
  };
  return {
    ...(named && { name }),
    ...(locked === true && { locked }),
    ...(hidden === true && { hidden }),
    ...(Object.keys(extra).length > 0 && { extra }),
  };
}

function othersThan(known: ReadonlySet<string>, json: unknown): ExtraFields | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const others = Object.entries(json).filter(([field]) => !known.has(field) && field !== '__proto__');
  return others.length > 0 ? Object.fromEntries(others) : undefined;
}

/** The canvas that a document tells. */
export function canvasOf(document: OpenPoseDocument): CanvasSize | undefined {
  const { canvas_width: width, canvas_height: height } = document;
  return width && height ? { width, height } : undefined;
}
