/** A place on the canvas in px; (0, 0) is the top left corner. Points may lie outside of the canvas. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point of a skeleton. */
export interface Keypoint extends Point {
  /** How sure a detector is of it, from 0 to 1; certain where it is left out, as after a move by hand. */
  readonly confidence?: number;
}

/** The keypoints of one part in OpenPose's order; null is a point that is not there. */
export type Keypoints = readonly (Keypoint | null)[];

/** Fields of a document that mean nothing here and are written again as they were read. */
export type ExtraFields = Readonly<Record<string, unknown>>;

/**
 * One person in OpenPose form, or an animal: then `animal` has all of its points, and the body is there with none. A part
 * other than the body that is not there as a whole is left out.
 */
export interface Person {
  /** 18 points in the order of `BODY_KEYPOINT_NAMES`. */
  readonly body: Keypoints;
  /** 21 points: the wrist, then four per finger from the thumb on. */
  readonly leftHand?: Keypoints;
  /** 21 points, as in `leftHand`. */
  readonly rightHand?: Keypoints;
  /** 70 points: 68 landmarks and the two pupils. */
  readonly face?: Keypoints;
  /** 6 points in the order of `FOOT_KEYPOINT_NAMES`. */
  readonly feet?: Keypoints;
  /** 17 points in the order of `ANIMAL_KEYPOINT_NAMES`. */
  readonly animal?: Keypoints;
  /** Between the hips, as BODY_25 has it. It is neither drawn nor edited, and goes along with the hips. */
  readonly midHip?: Keypoint;
  /** What the person is called in lists. */
  readonly name?: string;
  /** Is it safe from edits? */
  readonly locked?: boolean;
  /** Is it left out of drawings? */
  readonly hidden?: boolean;
  readonly extra?: ExtraFields;
}

/** Size of a canvas in whole px. */
export interface CanvasSize {
  readonly width: number;
  readonly height: number;
}

/** People on a canvas. Later people are drawn over earlier ones. */
export interface Pose extends CanvasSize {
  readonly people: readonly Person[];
  readonly extra?: ExtraFields;
}

/** Number of points in each part, in the order in which the parts are drawn. */
export const PART_SIZES = { body: 18, leftHand: 21, rightHand: 21, face: 70, feet: 6, animal: 17 } as const;

/** Name of a part. */
export type PartName = keyof typeof PART_SIZES;

/** All parts, in the order in which they are drawn. */
export const PART_NAMES = Object.keys(PART_SIZES) as readonly PartName[];

/** Names one keypoint of a pose. */
export interface KeypointRef {
  /** Index in `people`. */
  readonly person: number;
  /** The body where it is left out. */
  readonly part?: PartName;
  /** Index in the part. */
  readonly joint: number;
}
