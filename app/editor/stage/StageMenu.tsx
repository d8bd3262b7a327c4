import { cloneElement, type ReactElement, useState } from 'react';
import { limbAt, type LimbRef, personAt } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { isKeypointSelected, type Selection } from '../../state/selection.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import type { FocusBack } from '../../ui/use-focus-back.ts';
import { hitAt } from '../hit.ts';
import { toCanvas } from '../view.ts';
import type { MenuTarget } from './gathering.ts';
import type { StageGestures } from './use-gestures.ts';
import { type Place, useLongPress } from './use-long-press.ts';

/** How far beside something a right click or a long press still means it, in stage px. */
const REACH = 20;

/** The menu itself. Nobody waits for a menu; where it does not come, that is told. */
export const stageMenuPart = lazyPart(
  async () => (await import('./StageMenuPopup.tsx')).StageMenuPopup,
  ({ failed, notice }) => (failed ? notice : null),
);

interface StageMenuProps {
  readonly gestures: StageGestures;
  readonly focus: FocusBack;
  readonly children: ReactElement<React.ComponentProps<'div'>>;
}

/** What is under the place of a menu. */
interface Aim {
  readonly limb: LimbRef | undefined;
  readonly target: MenuTarget | undefined;
  /** What was selected before. */
  readonly former: Selection;
}

interface Opened extends Aim {
  readonly at: { readonly x: number; readonly y: number };
}

/** The menu of a right click or a long press on the stage, about what is under it. */
export function StageMenu({ gestures, focus, children }: StageMenuProps): React.JSX.Element {
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState<Opened>();
  const aim = useAim(gestures);

  function show(place: Place): void {
    gestures.hold.cancel();
    focus.keep();
    setOpened({ at: { x: place.clientX, y: place.clientY }, ...aim(place) });
    setOpen(true);
  }

  const listeners = useLongPress({ show, isBusy: gestures.hold.isDragging });
  return (
    <>
      {cloneElement(children, { ...listeners })}
      {opened && (
        <stageMenuPart.Part
          {...opened}
          open={open}
          onClose={() => setOpen(false)}
          onClosed={focus.giveBack}
        />
      )}
    </>
  );
}

/** Selects what is at a place, unless it is selected already, and tells what that is. Locked people count. */
function useAim(gestures: StageGestures): (place: Place) => Aim {
  const { actions } = useServices();
  return (place) => {
    const scene = gestures.situation();
    const { pose, view, selection } = scene;
    const at = gestures.hold.placeOf(place);
    const hit = hitAt(scene, at, REACH);
    const reach = REACH / view.scale;
    const person = personAt(pose, toCanvas(view, at), reach, { locked: true });
    if (hit.on === 'keypoint') {
      if (!isKeypointSelected(selection, hit.ref)) actions.figure.selectKeypoints([hit.ref]);
      return { limb: undefined, target: hit.ref, former: selection };
    }
    if (person !== undefined && !selection.people.includes(person)) actions.figure.selectPeople([person]);
    return { limb: limbAt(pose, toCanvas(view, at), reach), target: person, former: selection };
  };
}
