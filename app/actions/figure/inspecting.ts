import {
  boundsOfPeople,
  type CanvasChange,
  type CanvasSize,
  changePersonDetails,
  dragKeypoint,
  dropUncertain,
  flipHand,
  giveFace,
  giveFeet,
  type GivenPart,
  giveHand,
  HAND_PRESET_LABELS,
  handPart,
  type HandPresetName,
  hasHoldFor,
  type KeypointRef,
  middleOfBox,
  type Person,
  type PersonDetails,
  type Point,
  type Pose,
  removePart,
  reorderPerson,
  resizeCanvas,
  rotation,
  scaling,
  type Transform,
  transformPeople,
  translation,
} from '../../../core/pose/index.ts';
import { named } from '../../../core/words/index.ts';
import type { FigureStore } from '../../state/figure.ts';
import { selectionOfPeople } from '../../state/selection.ts';
import { keypointLabel } from '../../words/names.ts';
import { say } from '../../words/say.ts';
import type { Edit } from './editing.ts';

/** Left or right, as the person has it. */
export type Side = 'left' | 'right';

/** Actions of the panels at the side: one person, named by index, and the canvas. */
export function inspectingActions(store: FigureStore, edit: Edit) {
  function transformPerson(person: number, about: (middle: Point) => Transform, said: string): void {
    edit((pose) => {
      const box = boundsOfPeople(pose, [person]);
      if (!box) return pose;
      return transformPeople(pose, [person], about(middleOfBox(box)));
    }, said);
  }

  /** Says what a part lacks, if it does. */
  function lacksHold(person: number, part: GivenPart): boolean {
    const lack = lackOf(store.getState().pose.people[person], part);
    if (lack !== '') store.setState({ said: lack });
    return lack !== '';
  }

  return {
    changeDetails(person: number, details: PersonDetails, said: string): void {
      edit((pose) => changePersonDetails(pose, person, details), said);
    },
    /** Puts a person at another place in the order of drawing, and selects them there. */
    reorder(from: number, to: number): void {
      edit(
        (pose) => reorderPerson(pose, from, to),
        say`Moved to place ${to + 1}`,
        () => selectionOfPeople([to]),
      );
    },
    /** Puts one keypoint at a place, in px; what hangs on it goes along. */
    placeKeypoint(ref: KeypointRef, to: Point): void {
      edit(
        (pose) => dragKeypoint(pose, ref, to, 'joint'),
        say`${keypointLabel(ref)} at ${Math.round(to.x)}, ${Math.round(to.y)}`,
      );
    },
    /** Puts the middle of a person at a place, in px. */
    placePerson(person: number, to: Point): void {
      transformPerson(person, ({ x, y }) => translation({ x: to.x - x, y: to.y - y }), say`Person moved`);
    },
    /** Turns a person about their middle, clockwise. */
    turnPerson(person: number, degrees: number): void {
      transformPerson(
        person,
        (middle) => rotation(middle, (degrees * Math.PI) / 180),
        say`Turned by ${degrees} degrees`,
      );
    },
    scalePerson(person: number, factor: number): void {
      transformPerson(
        person,
        (middle) => scaling(middle, factor, factor),
        say`Scaled to ${Math.round(factor * 100)} percent`,
      );
    },
    setHand(person: number, side: Side, preset: HandPresetName): void {
      if (lacksHold(person, handPart(side))) return;
      edit((pose) => giveHand(pose, person, side, preset), handWords(side, preset));
    },
    turnHandOver(person: number, side: Side): void {
      edit(
        (pose) => flipHand(pose, person, side),
        side === 'left' ? say`left hand turned over` : say`right hand turned over`,
      );
    },
    setFace(person: number, there: boolean): void {
      if (there && lacksHold(person, 'face')) return;
      edit(
        (pose) => (there ? giveFace(pose, person) : removePart(pose, person, 'face')),
        there ? say`Face added` : say`Face removed`,
      );
    },
    setFeet(person: number, there: boolean): void {
      if (there && lacksHold(person, 'feet')) return;
      edit(
        (pose) => (there ? giveFeet(pose, person) : removePart(pose, person, 'feet')),
        there ? say`Feet added` : say`Feet removed`,
      );
    },
    removeHand(person: number, side: Side): void {
      edit(
        (pose) => removePart(pose, person, handPart(side)),
        side === 'left' ? say`left hand removed` : say`right hand removed`,
      );
    },
    /**
     * Drops the points of a person that a detector was less sure of than a threshold, from 0 to 1.
     *
     * @param from - the pose before the threshold was last set, in one go with this time: the figure is made from it, and
     *   history has one entry for all of it
     * @returns the pose that it left
     */
    dropBelow(person: number, threshold: number, from?: Pose): Pose {
      const drop = (pose: Pose): Pose => dropUncertain(pose, [person], threshold);
      const said = say`Points below ${threshold} dropped`;
      const history = store.temporal.getState();
      if (from === undefined) edit(drop, said);
      else if (drop(from) === from) history.undo();
      else {
        history.pause();
        edit(() => drop(from), said);
        history.resume();
      }
      return store.getState().pose;
    },
    setCanvas(size: CanvasSize, how: CanvasChange): void {
      const resize = (from: Pose): Pose => {
        const resized = resizeCanvas(from, size, how);
        if (resized !== from) store.resizes.set(resized, { from, how });
        return resized;
      };
      edit(resize, say`Canvas of ${size.width} by ${size.height} px`);
    },
  };
}

/** What has to be there before a part can be given; empty where it is. */
export function lackOf(person: Person | undefined, part: GivenPart): string {
  if (!person || hasHoldFor(person, part)) return '';
  if (part === 'leftHand') return say`Show the left wrist first: the hand is put to it.`;
  if (part === 'rightHand') return say`Show the right wrist first: the hand is put to it.`;
  if (part === 'face') return say`Show nose, eyes or ears first: the face is put to them.`;
  return say`Show an ankle first: feet are put to it.`;
}

/** "left hand: Fist". */
export function handWords(side: Side, preset: HandPresetName): string {
  const shape = named(HAND_PRESET_LABELS[preset]);
  return side === 'left' ? say`left hand: ${shape}` : say`right hand: ${shape}`;
}
