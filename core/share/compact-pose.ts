/*
 * A pose in few signs: whole numbers, each point as its distance from the one before.
 */
import * as v from 'valibot';
import { CANVAS_LIMITS, type Keypoint, type Keypoints, PART_NAMES, PART_SIZES } from '../pose/index.ts';
import type { PartName, Person, Pose } from '../pose/index.ts';
import { words } from '../words/index.ts';
import { badLink } from './bad-link.ts';

/** Steps of the grid along the longer side of a canvas: at 512 px an eighth of a px. */
const GRID = 4096;
/** Farther from the canvas, in px, nobody stands. */
const FARTHEST = 100_000;
/** More people than a picture can show are a damaged or hostile link. */
const MOST_PEOPLE = 100;
const LONGEST_NAME = 200;

/** The points of a part, x and y of each in turn as whole units; null in the place of both for a point that is not there. */
type CompactPoints = readonly (number | null)[];

/** A person; a part without points is left out. */
type CompactPerson = { readonly [Part in PartName]?: CompactPoints } & {
  /** Between the hips, as x and y. */
  readonly midHip?: readonly [x: number, y: number];
  readonly name?: string;
  readonly locked?: true;
  readonly hidden?: true;
};

/** A pose in short. */
export interface CompactPose {
  /** Width and height in px. */
  readonly canvas: readonly [width: number, height: number];
  /** Units in a px. */
  readonly unit: number;
  readonly people: readonly CompactPerson[];
}

/**
 * Brings the points of a pose to a grid of 4096 steps along the longer side of its canvas. How sure a detector was of them,
 * and fields that mean nothing here, are left behind.
 *
 * @throws ArmatureError `bad-request` where there are too many people for a link
 */
export function compactPose({ width, height, people }: Pose): CompactPose {
  if (people.length > MOST_PEOPLE) {
    throw badLink(
      words`There are ${people.length} people; a link takes ${MOST_PEOPLE}.`,
      words`Save a project file, which takes them all.`,
    );
  }
  const unit = Math.max(1, Math.round(GRID / Math.max(width, height)));
  return { canvas: [width, height], unit, people: people.map((person) => compactPerson(person, unit)) };
}

function compactPerson(person: Person, unit: number): CompactPerson {
  const parts = PART_NAMES.flatMap((part) => {
    const points = person[part];
    return points?.some((point) => point !== null) ? [[part, compactPoints(points, unit)] as const] : [];
  });
  const { midHip, name, locked, hidden } = person;
  return {
    ...Object.fromEntries(parts),
    ...(midHip && { midHip: [units(midHip.x, unit), units(midHip.y, unit)] as const }),
    ...(name !== undefined && { name: name.slice(0, LONGEST_NAME) }),
    ...(locked === true && { locked }),
    ...(hidden === true && { hidden }),
  };
}

function compactPoints(points: Keypoints, unit: number): CompactPoints {
  let [x, y] = [0, 0];
  return points.flatMap((point) => {
    if (!point) return [null];
    const [right, down] = [units(point.x, unit) - x, units(point.y, unit) - y];
    x += right;
    y += down;
    return [right, down];
  });
}

/** Never -0, which JSON does not tell from 0. */
function units(px: number, unit: number): number {
  return Math.round(Math.min(Math.max(px, -FARTHEST), FARTHEST) * unit) + 0;
}

const whole = v.pipe(v.number(), v.safeInteger());
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 * CANVAS_LIMITS.max));
const points = v.array(v.nullable(whole));
const partSchemas = Object.fromEntries(PART_NAMES.map((part) => [part, v.optional(points)])) as Record<
  PartName,
  v.OptionalSchema<typeof points, undefined>
>;

const compactSchema = v.object({
  canvas: v.tuple([side, side]),
  unit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(GRID)),
  people: v.pipe(
    v.array(
      v.object({
        ...partSchemas,
        midHip: v.optional(v.tuple([whole, whole])),
        name: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_NAME))),
        locked: v.optional(v.boolean()),
        hidden: v.optional(v.boolean()),
      }),
    ),
    v.maxLength(MOST_PEOPLE),
  ),
});
type ReadPerson = v.InferOutput<typeof compactSchema>['people'][number];

/**
 * Makes a pose of a {@link CompactPose} that may come from anywhere.
 *
 * @throws ArmatureError `bad-request` naming the field
 */
export function poseFromCompact(json: unknown): Pose {
  const parsed = v.safeParse(compactSchema, json, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw badField(v.getDotPath(issue) ?? 'pose', issue.message.slice(0, 200));
  }
  const { canvas, unit, people } = parsed.output;
  const [width, height] = canvas;
  return { width, height, people: people.map((person, index) => personFrom(person, index, unit)) };
}

function personFrom(person: ReadPerson, index: number, unit: number): Person {
  const parts = PART_NAMES.flatMap((part) => {
    const given = person[part];
    return given
      ? [[part, pointsFrom(given, { part, unit, field: `people.${index}.${part}` })] as const]
      : [];
  });
  const { midHip, name, locked, hidden } = person;
  return {
    body: Array.from({ length: PART_SIZES.body }, () => null),
    ...Object.fromEntries(parts),
    ...(midHip && { midHip: pointAt(midHip, unit, `people.${index}.midHip`) }),
    ...(name !== undefined && { name }),
    ...(locked === true && { locked }),
    ...(hidden === true && { hidden }),
  };
}

interface PointsReading {
  readonly part: PartName;
  readonly unit: number;
  /** Where the points stand, for messages. */
  readonly field: string;
}

function pointsFrom(given: readonly (number | null)[], { part, unit, field }: PointsReading): Keypoints {
  const found: (Keypoint | null)[] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at < given.length; at++) {
    const right = given[at];
    if (right === null || right === undefined) {
      found.push(null);
      continue;
    }
    const down = given[++at];
    if (down === null || down === undefined) throw badField(field, 'a point has an x and no y');
    x += right;
    y += down;
    found.push(pointAt([x, y], unit, field));
  }
  if (found.length !== PART_SIZES[part]) {
    throw badField(field, `there are ${found.length} points, and ${PART_SIZES[part]} belong there`);
  }
  return found;
}

function pointAt([x, y]: readonly [number, number], unit: number, field: string): Keypoint {
  if (Math.max(Math.abs(x), Math.abs(y)) > FARTHEST * unit) {
    throw badField(field, `a point is more than ${FARTHEST} px away`);
  }
  return { x: x / unit, y: y / unit };
}

function badField(field: string, problem: string): Error {
  return badLink(words`The pose in the link is damaged: ${field}: ${problem}.`);
}
