/*
 * Small pictures of people and hands by the drawing that the model sees.
 */
import type { RgbaImage } from '../../../core/image/index.ts';
import {
  BODY_KEYPOINT_NAMES,
  boundsOfPeople,
  drawPose,
  giveHand,
  type HandPresetName,
  type Keypoint,
  middleOfBox,
  type Person,
  type Pose,
  scaling,
  transformPeople,
  translation,
} from '../../../core/pose/index.ts';
import type { Side } from '../../actions/figure/inspecting.ts';

/** Side of a thumbnail in px; at 4 px a limb still reads as a line. */
const SIDE = 96;
const MARGIN = 8;

/** Draws a person alone, as large as there is room, hidden or not. */
export function personPicture(person: Person): RgbaImage {
  return drawPose(fitted({ ...person, locked: false, hidden: false }));
}

/** Draws a hand alone, as it stands on an arm that hangs down. */
export function handPicture(side: Side, preset: HandPresetName): RgbaImage {
  const person = giveHand({ width: SIDE, height: SIDE, people: [armOf(side)] }, 0, side, preset).people[0];
  const hand = side === 'left' ? person?.leftHand : person?.rightHand;
  const empty = BODY_KEYPOINT_NAMES.map(() => null);
  return drawPose(fitted({ body: empty, ...(hand && { rightHand: hand }) }));
}

/** Elbow below, wrist above: the fingers point up. */
function armOf(side: Side): Person {
  const place: Readonly<Record<string, Keypoint>> = {
    [`${side} elbow`]: { x: SIDE / 2, y: SIDE * 2 },
    [`${side} wrist`]: { x: SIDE / 2, y: SIDE },
  };
  return { body: BODY_KEYPOINT_NAMES.map((name) => place[name] ?? null) };
}

function fitted(person: Person): Pose {
  const pose: Pose = { width: SIDE, height: SIDE, people: [person] };
  const box = boundsOfPeople(pose, [0]);
  if (!box) return pose;
  const room = SIDE - 2 * MARGIN;
  const factor = room / Math.max(box.right - box.left, box.bottom - box.top, 1);
  const middle = middleOfBox(box);
  const centred = transformPeople(pose, [0], translation({ x: SIDE / 2 - middle.x, y: SIDE / 2 - middle.y }));
  return transformPeople(centred, [0], scaling({ x: SIDE / 2, y: SIDE / 2 }, factor, factor));
}
