import * as v from 'valibot';
import { poseFromOpenPoseJson, type Pose } from '../../pose/index.ts';
import { ArmatureError } from '../../result/index.ts';
import { words } from '../../words/index.ts';
import { placeInRunSchema, VERDICTS } from '../picture-texts.ts';
import { PICTURE_FIELDS } from '../schema.ts';
import { upscalingSchema } from '../upscaled-texts.ts';
import { type Recipe, takeSettings } from './recipe.ts';

const finite = v.pipe(v.number(), v.finite());

const recordSchema = v.looseObject({
  model: v.fallback(v.optional(v.string()), undefined),
  controlNet: v.fallback(v.optional(v.string()), undefined),
  loras: v.fallback(v.optional(v.array(v.object({ id: v.string(), weight: finite })), []), []),
  strength: v.fallback(v.optional(finite), undefined),
  inBatch: v.fallback(v.optional(placeInRunSchema), undefined),
  safety: v.fallback(v.optional(v.picklist(VERDICTS)), undefined),
  pose: v.optional(v.unknown()),
  posedPeople: v.optional(v.unknown()),
  upscaled: v.fallback(v.optional(upscalingSchema), undefined),
});

/** Reads our own record; undefined where it is none. */
export function ownRecipe(text: string): Recipe | undefined {
  const parsed = v.safeParse(recordSchema, jsonOf(text));
  if (!parsed.success) return undefined;
  const {
    model,
    controlNet,
    loras,
    strength,
    inBatch,
    upscaled,
    safety,
    pose: document,
    posedPeople,
    ...rest
  } = parsed.output;
  const names = Object.keys(PICTURE_FIELDS);
  const candidates = Object.fromEntries(Object.entries(rest).filter(([name]) => names.includes(name)));
  const { settings, notes } = takeSettings(candidates);
  const { notes: poseNotes, ...posed } = posedIn(document, posedPeople);
  return {
    software: 'armature',
    ...{ settings, loras },
    ...(model !== undefined && { model }),
    ...(controlNet !== undefined && { controlNet }),
    ...(strength !== undefined && { strength }),
    ...(inBatch && { inBatch }),
    ...posed,
    ...{ ...(upscaled && { upscaled }), ...(safety && { safety }) },
    notes: [...notes, ...poseNotes],
  };
}

function posedIn(document: unknown, told: unknown): Pick<Recipe, 'pose' | 'people' | 'notes'> {
  if (document === undefined) return { notes: [] };
  const pose = poseIn(document);
  if (!pose) return { notes: [words`Its pose is damaged.`] };
  if (told === undefined) return { pose, notes: [] };
  const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.ltValue(pose.people.length));
  const people = v.safeParse(v.array(place), told);
  if (people.success) return { pose, people: [...new Set(people.output)], notes: [] };
  return { pose, notes: [words`For whom its pose counted cannot be read: it counts for everybody.`] };
}

function poseIn(document: unknown): Pose | undefined {
  try {
    return poseFromOpenPoseJson(document);
  } catch (error) {
    if (error instanceof ArmatureError) return undefined;
    throw error;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
