/*
 * From what a detector saw to people on the canvas.
 */
import {
  CANVAS_LIMITS,
  type CanvasSize,
  dropUncertain,
  fitPose,
  insertPeople,
  PART_NAMES,
  type Person,
  type Pose,
  resizeCanvas,
} from '../../core/pose/index.ts';
import type { DetectChoices, DetectState, Seen } from './store.ts';

/** Sides of canvases are multiples of this many px, as models draw them. */
const SIDE_STEP = 8;

/** The people of a sighting who count: the surest, each with a point that is sure enough. */
export function peopleShown(
  { people }: Pick<Seen, 'people'>,
  { threshold, maxPeople }: Pick<DetectChoices, 'threshold' | 'maxPeople'>,
): readonly Person[] {
  const isSure = (person: Person): boolean =>
    PART_NAMES.some((part) => person[part]?.some((point) => (point?.confidence ?? 1) >= threshold));
  return people.slice(0, maxPeople).filter(isSure);
}

/**
 * Did the detector that knows only drawings look at what is shown, be it a picture or what a camera sees? All that comes here
 * is from outside of the page, and may be a photograph, in which whoever it found is a ghost.
 */
export function isSeenByBuiltIn({ seen, frame }: Pick<DetectState, 'seen' | 'frame'>): boolean {
  return seen !== undefined && seen.detector.builtIn && (!frame || seen.frame === frame);
}

/** The people of a sighting as they are taken over, on a canvas of the picture's size. */
export function poseTaken(seen: Pick<Seen, 'people' | 'frame'>, choices: DetectChoices): Pose {
  const { width, height } = seen.frame.image;
  const pose = { width, height, people: peopleShown(seen, choices) };
  return choices.dropUnsure ? dropUncertain(pose, [...pose.people.keys()], choices.threshold) : pose;
}

/** A canvas of the picture's aspect and about as many px as the one at hand. */
function canvasLike(picture: CanvasSize, canvas: CanvasSize): CanvasSize {
  const scale = Math.sqrt((canvas.width * canvas.height) / (picture.width * picture.height));
  const side = (px: number): number =>
    Math.min(
      CANVAS_LIMITS.max,
      Math.max(CANVAS_LIMITS.min, SIDE_STEP * Math.round((px * scale) / SIDE_STEP)),
    );
  return { width: side(picture.width), height: side(picture.height) };
}

/** A pose with guests in it, and which of its people they are. */
export interface TakenOver {
  readonly pose: Pose;
  /** Index of the first guest. */
  readonly first: number;
}

/**
 * Puts people in the place of those on the canvas, except for locked ones, or adds them. Either way they stand where the
 * picture has them, so that it can lie below.
 */
export function takeOver(
  pose: Pose,
  guests: Pose,
  { how, canvas }: { readonly how: 'replace' | 'add'; readonly canvas: DetectChoices['canvas'] },
): TakenOver {
  const host = canvas === 'keep' ? pose : resizeCanvas(pose, canvasLike(guests, pose), 'fit');
  if (how === 'add') {
    const people = [...host.people, ...fitPose(guests, host).people];
    return { pose: { ...host, people }, first: host.people.length };
  }
  const inserted = insertPeople(host, guests, 'everyone', 0);
  return { pose: inserted.pose, first: inserted.person };
}
