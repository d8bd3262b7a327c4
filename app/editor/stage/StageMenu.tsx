import { cloneElement, type ReactElement, useState } from 'react';
import { limbAt, type LimbRef, personAt } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { isKeypointSelected } from '../../state/selection.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import { hitAt } from '../hit.ts';
import { toCanvas } from '../view.ts';
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
  readonly children: ReactElement<React.ComponentProps<'div'>>;
}

interface Opened {
  readonly at: { readonly x: number; readonly y: number };
  readonly limb: LimbRef | undefined;
}

/** The menu of a right click or a long press on the stage, about what is under it. */
export function StageMenu({ gestures, children }: StageMenuProps): React.JSX.Element {
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState<Opened>();
  const aim = useAim(gestures);
  const focus = useFocusBack();

  function show(place: Place): void {
    gestures.hold.cancel();
    focus.keep();
    setOpened({ at: { x: place.clientX, y: place.clientY }, limb: aim(place) });
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

/** Selects what is at a place, unless it is selected already, and gives the limb under it. Locked people count. */
function useAim(gestures: StageGestures): (place: Place) => LimbRef | undefined {
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
      return undefined;
    }
    if (person !== undefined && !selection.people.includes(person)) actions.figure.selectPeople([person]);
    return limbAt(pose, toCanvas(view, at), reach);
  };
}
