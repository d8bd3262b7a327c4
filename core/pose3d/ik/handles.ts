/* What can be taken hold of and dragged, and what follows. */
import { type BoneName, type Side, SIDES } from '../body/bones.ts';
import { type Figure, type Frames, framesOf, placeOn, withWorldRotation } from '../body/figure.ts';
import { keptAboveFloor, lowestOfFoot } from '../body/landmarks.ts';
import { measuresOf } from '../body/proportions.ts';
import {
  add,
  directionOf,
  multiply,
  rotationBetween,
  subtract,
  vector,
  type Vector3,
} from '../../space/index.ts';
import { reachAlong } from './chain.ts';
import { bonesOf, type Limb, reachWith } from './limb.ts';

/** The handles with their names for people. */
export const HANDLE_LABELS = {
  head: 'Head',
  pelvis: 'Pelvis',
  'right.hand': 'Right hand',
  'left.hand': 'Left hand',
  'right.elbow': 'Right elbow',
  'left.elbow': 'Left elbow',
  'right.foot': 'Right foot',
  'left.foot': 'Left foot',
  'right.knee': 'Right knee',
  'left.knee': 'Left knee',
} as const satisfies Record<string, string>;

/** Name of a handle. */
export type HandleName = keyof typeof HANDLE_LABELS;

/** All handles. */
export const HANDLE_NAMES = Object.keys(HANDLE_LABELS) as readonly HandleName[];

interface LimbHandle {
  readonly limb: Limb;
  readonly at: 'middle' | 'end';
}

const LIMB_HANDLES: ReadonlyMap<HandleName, LimbHandle> = new Map(
  SIDES.flatMap((side): [HandleName, LimbHandle][] => [
    [`${side}.hand`, { limb: { kind: 'arm', side }, at: 'end' }],
    [`${side}.elbow`, { limb: { kind: 'arm', side }, at: 'middle' }],
    [`${side}.foot`, { limb: { kind: 'leg', side }, at: 'end' }],
    [`${side}.knee`, { limb: { kind: 'leg', side }, at: 'middle' }],
  ]),
);

/** The middle of the head above its joint, in metres of the head's axes. */
function headGrip(figure: Figure): Vector3 {
  return vector(0, 0.05 * measuresOf(figure.build).headScale, 0);
}

/** The bone that a handle stands for. */
export function boneOfHandle(handle: HandleName): BoneName {
  const ofLimb = LIMB_HANDLES.get(handle);
  if (!ofLimb) return handle === 'pelvis' ? 'pelvis' : 'head';
  const { upper, end } = bonesOf(ofLimb.limb);
  return ofLimb.at === 'end' ? end : upper;
}

/** Where a handle is in the world, in metres. */
export function handlePlace(figure: Figure, handle: HandleName, frames: Frames = framesOf(figure)): Vector3 {
  const ofLimb = LIMB_HANDLES.get(handle);
  if (ofLimb) {
    const { lower, end } = bonesOf(ofLimb.limb);
    return frames[ofLimb.at === 'end' ? end : lower].origin;
  }
  return handle === 'head' ? placeOn(frames.head, headGrip(figure)) : frames.pelvis.origin;
}

/**
 * Drags a handle to a place. Hands, feet and head come as near to it as the joints allow; elbows and knees turn their
 * upper bone; the pelvis takes the body along, and the feet stay where they are as far as the legs reach. Nothing sinks
 * into the floor.
 */
export function dragHandle(figure: Figure, handle: HandleName, to: Vector3): Figure {
  const ofLimb = LIMB_HANDLES.get(handle);
  if (!ofLimb) return keptAboveFloor(handle === 'head' ? dragHead(figure, to) : dragPelvis(figure, to));
  const { limb, at } = ofLimb;
  if (at === 'middle') return keptAboveFloor(swingUpper(figure, limb, to));
  const { side } = limb;
  if (limb.kind === 'leg') return keptAboveFloor(stepOn(figure, side, to));
  return keptAboveFloor(reachWith(figure, limb, { target: { ...to, y: Math.max(to.y, 0) } }));
}

const STEPS_ON = 4;

/** Brings an ankle to a place. Where the ankle does not bend enough for the sole to lie flat, the heel comes up. */
function stepOn(figure: Figure, side: Side, to: Vector3): Figure {
  let target = to;
  let stepped = figure;
  for (let i = 0; i < STEPS_ON; i++) {
    stepped = reachWith(figure, { kind: 'leg', side }, { target });
    const lowest = lowestOfFoot(stepped, side);
    if (lowest >= -1e-4) break;
    target = { ...target, y: target.y - lowest };
  }
  return stepped;
}

function dragHead(figure: Figure, target: Vector3): Figure {
  return reachAlong(figure, {
    bones: ['neck', 'chest', 'spine'],
    end: 'head',
    grip: headGrip(figure),
    target,
  });
}

function dragPelvis(figure: Figure, to: Vector3): Figure {
  const before = framesOf(figure);
  const shifted = { ...figure, position: add(figure.position, subtract(to, before.pelvis.origin)) };
  return SIDES.reduce<Figure>((held, side) => stepOn(held, side, before[`${side}.foot`].origin), shifted);
}

/** The whole limb turns with its upper bone. */
function swingUpper(figure: Figure, limb: Limb, to: Vector3): Figure {
  const frames = framesOf(figure);
  const { upper, lower } = bonesOf(limb);
  const { origin, rotation } = frames[upper];
  const from = directionOf(subtract(frames[lower].origin, origin), vector(0, -1, 0));
  const towards = directionOf(subtract(to, origin), from);
  return withWorldRotation(figure, upper, multiply(rotationBetween(from, towards), rotation), frames);
}
