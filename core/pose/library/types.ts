import type { BODY } from '../skeleton.ts';
import type { HandShape } from './hand-model.ts';

/** A place in metres or a direction: to one's own left, up, forward. */
export type Triple = readonly [left: number, up: number, forward: number];

/** Name of a body keypoint, such as `leftElbow`. */
export type JointName = keyof typeof BODY;

/**
 * An arm or a leg by the directions of its two bones, in degrees: how far each is lifted from hanging straight down
 * (0 down, 90 level, 180 up), and to where it is lifted (0 out to its own side, 90 forward, 180 across the body, -90
 * back). For arms down and forward are the chest's, for legs the pelvis's.
 */
export type LimbAngles = readonly [lift: number, towards: number, outerLift: number, outerTowards: number];

/** An arm or a leg by the place of its wrist or ankle, as near as the bones reach. */
export interface Reach {
  /** Joint that it goes to. */
  readonly to: JointName;
  /** Index of the person whose joint it is; one's own where it is left out. */
  readonly of?: number;
  /** Metres from that joint, in the frame of that person's pelvis. */
  readonly by?: Triple;
  /** Where the elbow or knee points, in the frame of one's own pelvis. */
  readonly bend?: Triple;
}

/** A hand with fingers. */
export interface HandPose {
  readonly shape: HandShape;
  /** Where the palm looks, in the frame of one's own pelvis. */
  readonly palm: Triple;
  /** Where the fingers point before they bend, in the same frame; along the forearm where it is left out. */
  readonly along?: Triple;
}

/** How one body is held. Angles are in degrees; what is left out stands upright with arms and legs hanging. */
export interface BodyPose {
  /** The whole body: turned to its own left, pitched forward, rolled to its own left. */
  readonly tilt?: readonly [turn: number, pitch: number, roll: number];
  /** The chest against the pelvis: bent forward, leant and twisted to its own left. */
  readonly spine?: readonly [bend: number, lean: number, twist: number];
  /** The head against the chest: nodded forward, tilted and turned to its own left. */
  readonly head?: readonly [nod: number, tilt: number, turn: number];
  readonly rightArm?: LimbAngles | Reach;
  readonly leftArm?: LimbAngles | Reach;
  readonly rightLeg?: LimbAngles | Reach;
  readonly leftLeg?: LimbAngles | Reach;
  readonly rightHand?: HandPose;
  readonly leftHand?: HandPose;
  /** Where the pelvis stands on the floor, in metres: to the viewer's right, towards the viewer. */
  readonly at?: readonly [x: number, z: number];
  /** Metres between the floor and the lowest point of the body; 0 unless given. */
  readonly raised?: number;
  /** Size against an adult of 1.75 m; 1 unless given. */
  readonly size?: number;
}

/** What a picture shows from the head down to. */
export type Crop = 'knees' | 'waist' | 'chest';

/** A pose of the library. */
export interface PoseSpec {
  /** Name in English. */
  readonly label: string;
  /** More words to find it by, separated by spaces. */
  readonly words: string;
  /** Later people are drawn over earlier ones. */
  readonly people: readonly BodyPose[];
  /** Degrees by which the whole scene is turned: 90 makes who faced the viewer face the viewer's right; 0 unless given. */
  readonly turned?: number;
  /** Degrees by which the camera looks down; 6 unless given. */
  readonly above?: number;
  /** The whole figure unless given. */
  readonly crop?: Crop;
}

/** Poses by id. */
export type PoseTable = Readonly<Record<string, PoseSpec>>;
