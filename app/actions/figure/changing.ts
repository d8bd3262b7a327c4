import {
  boundsOfKeypoints,
  boundsOfPeople,
  type Box,
  dragKeypoint,
  hideKeypoints,
  isRemainderOf,
  keypointAt,
  type KeypointRef,
  limbsOf,
  mainPartOf,
  middleOfBox,
  missingKeypoints,
  type Person,
  type Point,
  type Pose,
  rotation,
  scaling,
  toggleKeypoint,
  toggleLimb,
  type Transform,
  transformKeypoints,
  transformPeople,
  translation,
} from '../../../core/pose/index.ts';
import type { FigureState, FigureStore } from '../../state/figure.ts';
import { type Selection, selectionOfKeypoints, selectionOfPeople } from '../../state/selection.ts';
import { keypointLabel } from '../../words/names.ts';
import { say } from '../../words/say.ts';
import { type Edit, freeOf, isKeptByLocks } from './editing.ts';
import { placeInWords } from './selecting.ts';

/** Actions on joints, limbs and whatever is selected. */
export function changingActions(store: FigureStore, edit: Edit) {
  /** The pose that the latest nudge left, which a held key goes on from. */
  let nudged: Pose | undefined;

  function transformSelected(about: (middle: Point) => Transform, said: string): void {
    if (isKeptByLocks(store, store.getState().selection.people)) return;
    edit((pose) => {
      const { selection } = store.getState();
      const box = boundsOfSelection(pose, selection);
      return box ? transformSelection(pose, selection, about(middleOfBox(box))) : pose;
    }, said);
  }

  /** The person as it last was with something that is missing now, if nothing else about it has changed. */
  function personWith(index: number, has: (person: Person) => boolean): Person | undefined {
    const now = store.getState().pose.people[index];
    const isMeant = (old: Person | undefined): boolean =>
      now !== undefined && old !== undefined && has(old) && isRemainderOf(now, old);
    const { pastStates } = store.temporal.getState();
    return pastStates.findLast(({ pose }) => isMeant(pose?.people[index]))?.pose?.people[index];
  }

  return {
    /**
     * Moves what is selected, a single joint by the drag mode at hand.
     *
     * @param by - px
     * @param goOn - a key is held down: what it does is one entry of history
     */
    nudge(by: Point, goOn = false): void {
      if (isKeptByLocks(store, store.getState().selection.people)) return;
      const history = store.temporal.getState();
      const merge = goOn && store.getState().pose === nudged;
      if (merge) history.pause();
      edit((pose) => nudgedPose({ ...store.getState(), pose }, by));
      if (merge) history.resume();
      nudged = store.getState().pose;
      store.setState({ said: selectionInWords(store.getState()) });
    },
    rotate(radians: number): void {
      transformSelected((middle) => rotation(middle, radians), say`Rotated`);
    },
    scale(factor: number): void {
      transformSelected(
        (middle) => scaling(middle, factor, factor),
        factor > 1 ? say`Enlarged` : say`Reduced`,
      );
    },
    toggleJoint(ref: KeypointRef): void {
      const { person, part = 'body', joint } = ref;
      if (isKeptByLocks(store, [person])) return;
      const shown = Boolean(keypointAt(store.getState().pose, ref));
      const before = personWith(person, (old) => Boolean(old[part]?.[joint]));
      edit(
        (pose) => toggleKeypoint(pose, ref, before),
        shown ? say`${keypointLabel(ref)} hidden` : say`${keypointLabel(ref)} shown`,
      );
    },
    /** The next joint is selected then, so that the same key once more does not remove the whole person. */
    hideSelectedJoints(): void {
      const { pose, selection } = store.getState();
      const { people } = selection;
      if (isKeptByLocks(store, people)) return;
      const keypoints = freeKeypoints(pose, selection);
      const [first] = keypoints;
      if (!first) return;
      const what = keypoints.length === 1 ? keypointLabel(first) : say`${keypoints.length} joints`;
      edit(
        (pose) => hideKeypoints(pose, keypoints),
        say`${what} hidden`,
        (changed) => {
          const next = nextKeypoint(changed, keypoints.at(-1) ?? first);
          return next ? selectionOfKeypoints([next]) : selectionOfPeople(people);
        },
      );
    },
    /** Brings back the points that are missing: of the parts that have a point selected, or else of those who are. */
    showHiddenJoints(): void {
      const { pose, selection } = store.getState();
      const found = hiddenOfSelection(pose, selection).map((ref) => {
        const { person, part = 'body', joint } = ref;
        return { ref, before: personWith(person, (old) => Boolean(old[part]?.[joint])) };
      });
      const [first] = found;
      if (!first) return;
      edit(
        (old) => found.reduce((changed, { ref, before }) => toggleKeypoint(changed, ref, before), old),
        found.length === 1 ? say`${keypointLabel(first.ref)} shown` : say`${found.length} joints shown`,
      );
    },
    toggleLimb(person: number, limb: number): void {
      if (isKeptByLocks(store, [person])) return;
      const joints = (): number => presentJoints(store.getState().pose, person);
      const count = joints();
      const before = personWith(person, (old) => isLimbThere(old, limb));
      if (!edit((pose) => toggleLimb(pose, person, limb, before))) return;
      store.setState({ said: joints() < count ? say`Limb removed` : say`Limb brought back` });
    },
  };
}

/** The box around what is selected, px; undefined where nothing is. */
export function boundsOfSelection(pose: Pose, { people, keypoints }: Selection): Box | undefined {
  return keypoints.length > 0 ? boundsOfKeypoints(pose, keypoints) : boundsOfPeople(pose, people);
}

/** The points that are missing from what is selected. */
export function hiddenOfSelection(pose: Pose, { people, keypoints }: Selection): readonly KeypointRef[] {
  return people.flatMap((person) => {
    if (pose.people[person]?.locked) return [];
    const parts = keypoints.filter((ref) => ref.person === person).map(({ part = 'body' }) => part);
    return missingKeypoints(pose, person, keypoints.length > 0 ? [...new Set(parts)] : undefined);
  });
}

/** Moves, turns or scales what is selected. */
export function transformSelection(pose: Pose, { people, keypoints }: Selection, transform: Transform): Pose {
  return keypoints.length > 0
    ? transformKeypoints(pose, keypoints, transform)
    : transformPeople(pose, people, transform);
}

/** The nearest point of the same part that is there: after a place in its order, or else before it. */
function nextKeypoint({ people }: Pose, { person, part, joint }: KeypointRef): KeypointRef | undefined {
  const points = people[person]?.[part ?? 'body'] ?? [];
  const isThere = (index: number): boolean => (points[index] ?? null) !== null;
  const indices = [...points.keys()].filter(isThere);
  const next = indices.find((index) => index > joint) ?? indices.at(-1);
  return next === undefined ? undefined : { person, ...(part && { part }), joint: next };
}

/** Are both ends of a limb there? The index is that of `limbsOf`. */
export function isLimbThere(person: Person, limb: number): boolean {
  const points = person[mainPartOf(person)] ?? [];
  return limbsOf(person)[limb]?.every((joint) => points[joint]) ?? false;
}

function presentJoints({ people }: Pose, person: number): number {
  const someone = people[person];
  return someone?.[mainPartOf(someone)]?.filter(Boolean).length ?? 0;
}

function nudgedPose({ pose, selection, dragMode }: FigureState, by: Point): Pose {
  const [ref, ...others] = selection.keypoints;
  const at = ref && keypointAt(pose, ref);
  if (!ref || !at || others.length > 0) return transformSelection(pose, selection, translation(by));
  return dragKeypoint(pose, ref, { x: at.x + by.x, y: at.y + by.y }, dragMode);
}

function freeKeypoints(pose: Pose, { people, keypoints }: Selection): readonly KeypointRef[] {
  const free = freeOf(pose, people);
  return keypoints.filter(({ person }) => free.includes(person));
}

function selectionInWords({ pose, selection }: FigureState): string {
  const [ref] = freeKeypoints(pose, selection);
  const at = ref && keypointAt(pose, ref);
  return ref && at ? placeInWords(ref, at) : '';
}
