import { ContextMenu } from '@base-ui/react/context-menu';
import { Menu } from '@base-ui/react/menu';
import { type ReactElement, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { keypointLabel, limbAt, type LimbRef, personAt } from '../../../core/pose/index.ts';
import { hiddenOfSelection } from '../../actions/figure/changing.ts';
import { useServices } from '../../services.ts';
import { isKeypointSelected } from '../../state/selection.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import { CommandItem } from '../CommandItem.tsx';
import { hitAt } from '../hit.ts';
import { toCanvas } from '../view.ts';
import { ClipboardItems } from './ClipboardItems.tsx';
import type { StageGestures } from './use-gestures.ts';

/** How far beside something a right click or a long press still means it, in stage px. */
const REACH = 20;

interface StageMenuProps {
  readonly gestures: StageGestures;
  readonly children: ReactElement;
}

/** The menu of a right click or a long press on the stage, about what is under it. */
export function StageMenu({ gestures, children }: StageMenuProps): React.JSX.Element {
  const [limb, setLimb] = useState<LimbRef>();
  const aim = useAim(gestures);
  const byTouch = useRef(false);
  const focus = useFocusBack();

  /** Lifting the finger would end in a mouse press beside the menu, which closes it. */
  function keepOpen(event: React.TouchEvent): void {
    if (byTouch.current) event.preventDefault();
    byTouch.current = false;
  }

  return (
    <ContextMenu.Root
      onOpenChange={(open, details) => {
        if (!open) return;
        byTouch.current = details.event.type === 'touchstart';
        gestures.cancel();
        focus.keep();
        setLimb(aim(details.event));
      }}
      onOpenChangeComplete={(open) => {
        if (!open) focus.giveBack();
      }}
    >
      <ContextMenu.Trigger render={children} onTouchEnd={keepOpen} />
      <ContextMenu.Portal>
        <ContextMenu.Positioner className="menu-positioner">
          <ContextMenu.Popup className="popup menu">
            <JointItems />
            <HiddenItem />
            {limb && <LimbItem limb={limb} />}
            <PeopleItems />
            <ClipboardItems />
            <Menu.Separator className="menu-line" />
            <CommandItem command="add" />
            <CommandItem command="selectAll" />
            <CommandItem command="fit" />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** Selects what an event is about, unless it is selected already, and gives the limb under it. Locked people count. */
function useAim(gestures: StageGestures): (event: Event) => LimbRef | undefined {
  const { actions } = useServices();
  return (event) => {
    const place = placeOf(event);
    if (!place) return undefined;
    const scene = gestures.situation();
    const { pose, view, selection } = scene;
    const at = gestures.placeOf(place);
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

function placeOf(event: Event): { readonly clientX: number; readonly clientY: number } | undefined {
  if (event instanceof MouseEvent) return event;
  return 'touches' in event ? (event as TouchEvent).touches[0] : undefined;
}

function JointItems(): React.JSX.Element | null {
  const { stores } = useServices();
  const { keypoints } = useStore(stores.figure, ({ selection }) => selection);
  const [first] = keypoints;
  if (!first) return null;
  const what = keypoints.length === 1 ? keypointLabel(first) : `${keypoints.length} joints`;
  return (
    <>
      <CommandItem command="delete" label={`Hide ${what}`} />
      <Menu.Separator className="menu-line" />
    </>
  );
}

/** What is not there cannot be pressed, so the part that it is missing from has the way back. */
function HiddenItem(): React.JSX.Element | null {
  const { stores } = useServices();
  const { pose, selection } = useStore(stores.figure);
  const [first, ...others] = hiddenOfSelection(pose, selection);
  if (!first) return null;
  const what = others.length === 0 ? keypointLabel(first) : `${others.length + 1} hidden joints`;
  return (
    <>
      <CommandItem command="showHidden" label={`Bring ${what} back`} />
      <Menu.Separator className="menu-line" />
    </>
  );
}

function LimbItem({ limb }: { readonly limb: LimbRef }): React.JSX.Element {
  const { actions } = useServices();
  return (
    <>
      <Menu.Item className="menu-item" onClick={() => actions.figure.toggleLimb(limb.person, limb.limb)}>
        Remove this limb
      </Menu.Item>
      <Menu.Separator className="menu-line" />
    </>
  );
}

function PeopleItems(): React.JSX.Element | null {
  const { stores } = useServices();
  const { pose, selection } = useStore(stores.figure);
  const selected = selection.people.flatMap((index) => pose.people[index] ?? []);
  if (selected.length === 0) return null;
  const several = selected.length > 1 ? 'people' : 'person';
  return (
    <>
      <CommandItem command="duplicate" label={`Duplicate ${several}`} />
      <CommandItem command="mirror" label={`Mirror ${several}`} />
      <CommandItem command="lock" label={selected.every(({ locked }) => locked) ? 'Unlock' : 'Lock'} />
      <CommandItem command="hide" label={selected.every(({ hidden }) => hidden) ? 'Show' : 'Hide'} />
      <CommandItem command="forward" />
      <CommandItem command="backward" />
      <CommandItem command="remove" label={`Remove ${several}`} />
      <Menu.Separator className="menu-line" />
    </>
  );
}
