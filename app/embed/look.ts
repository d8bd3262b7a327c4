/*
 * Looking for people in a picture for the host, by the same actions as the dialog's.
 */
import type { EmbedEvent, EmbedInput } from '../../core/embed/index.ts';
import { openPoseJsonFrom } from '../../core/pose/index.ts';
import { ArmatureError, makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import type { DetectActions } from '../detect/actions.ts';
import type { DetectState, DetectStore } from '../detect/store.ts';
import { poseTaken } from '../detect/take-over.ts';

/** What a host is told of who was found; the pose is in px of the picture. */
export interface Detected {
  readonly people: number;
  readonly pose: EmbedEvent<'pose'>;
  /** That the picture is cut off, for one, in the page's language. */
  readonly notes: readonly string[];
}

/** What looking needs. */
export interface LookParts {
  readonly detect: DetectStore;
  readonly actions: DetectActions;
}

/**
 * Makes what looks at one picture at a time and puts who is found where they are wanted. Nobody found leaves the canvas as
 * it is. It fails with an ArmatureError `bad-request` while another is looked at, `bad-image`, or what the detector failed
 * with.
 */
export function createLook(parts: LookParts): (wanted: EmbedInput<'detect'>) => Promise<Detected> {
  // The store says that it works only once the detector's code is there.
  let looks = false;
  return async (wanted) => {
    const { open, work } = parts.detect.getState();
    if (looks || open || work !== 'none') throw new ArmatureError(BUSY);
    looks = true;
    try {
      return await lookAt(wanted, parts);
    } finally {
      looks = false;
    }
  };
}

async function lookAt(
  { bytes, place, maxPeople, threshold }: EmbedInput<'detect'>,
  { detect, actions }: LookParts,
): Promise<Detected> {
  const choices = detect.getState();
  detect.setState({ maxPeople, threshold, dropUnsure: true });
  try {
    await actions.openFile(new File([bytes], 'picture'), 'picture');
    const { seen, failure } = await settled(detect);
    if (failure) throw new ArmatureError(failure);
    if (!seen) throw new ArmatureError(NOT_LOOKED);
    const pose = poseTaken(seen, detect.getState());
    if (place !== 'none' && pose.people.length > 0) actions.takeOver(place);
    return { people: pose.people.length, pose: openPoseJsonFrom(pose), notes: seen.frame.notes };
  } finally {
    // What the person chose for their own pictures stands again.
    actions.clear();
    const { maxPeople: most, threshold: sure, dropUnsure } = choices;
    detect.setState({ maxPeople: most, threshold: sure, dropUnsure });
  }
}

/** Waits until nothing is looked at any more. */
function settled(detect: DetectStore): Promise<DetectState> {
  return new Promise((resolve) => {
    const look = (state: DetectState): void => {
      if (state.work !== 'none') return;
      stop();
      resolve(state);
    };
    const stop = detect.subscribe(look);
    look(detect.getState());
  });
}

const BUSY = makeFailure({
  code: 'bad-request',
  message: words`People are being looked for already.`,
  next: words`Wait until that is done, or the dialog is closed.`,
});

const NOT_LOOKED = makeFailure({
  code: 'cancelled',
  message: words`The picture was not looked at to its end.`,
  next: words`Try again.`,
});
