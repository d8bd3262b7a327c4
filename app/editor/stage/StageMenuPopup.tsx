import { Menu } from '@base-ui/react/menu';
import { useStore } from 'zustand';
import { type LimbRef } from '../../../core/pose/index.ts';
import { hiddenOfSelection } from '../../actions/figure/changing.ts';
import { useServices } from '../../services.ts';
import type { Selection } from '../../state/selection.ts';
import { keypointLabel } from '../../words/names.ts';
import { say } from '../../words/say.ts';
import { CommandItem } from '../CommandItem.tsx';
import { ClipboardItems } from './ClipboardItems.tsx';
import { gathered, type MenuTarget } from './gathering.ts';

/** What the menu of the stage is opened with. */
export interface StageMenuPopupProps {
  readonly open: boolean;
  /** Where, in px of the page. */
  readonly at: { readonly x: number; readonly y: number };
  /** The limb under it. */
  readonly limb: LimbRef | undefined;
  /** The point or person under it. */
  readonly target: MenuTarget | undefined;
  /** What was selected before the menu selected what is under it. */
  readonly former: Selection;
  readonly onClose: () => void;
  readonly onClosed: () => void;
}

/** The menu of the stage, about what is selected. */
export function StageMenuPopup({
  open,
  at,
  limb,
  target,
  former,
  onClose,
  onClosed,
}: StageMenuPopupProps): React.JSX.Element {
  return (
    <Menu.Root
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) onClosed();
      }}
    >
      <Menu.Portal>
        <Menu.Positioner
          className="menu-positioner"
          anchor={{ getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) }}
          align="start"
        >
          <Menu.Popup className="popup menu">
            {target !== undefined && <GatherItem {...{ target, former }} />}
            <JointItems />
            <HiddenItem />
            {limb && <LimbItem limb={limb} />}
            <PeopleItems />
            <ClipboardItems />
            <Menu.Separator className="menu-line" />
            <CommandItem command="add" />
            <CommandItem command="selectAll" />
            <CommandItem command="fit" />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Selects several, one after the other, for those who have no Shift to hold. */
function GatherItem({
  target,
  former,
}: {
  readonly target: MenuTarget;
  readonly former: Selection;
}): React.JSX.Element | null {
  const { actions } = useServices();
  const result = gathered(former, target);
  if (!result) return null;
  return (
    <>
      <Menu.Item className="menu-item" onClick={() => actions.figure.select(result.selection)}>
        {result.adds ? say`Add to the selection` : say`Take out of the selection`}
      </Menu.Item>
      <Menu.Separator className="menu-line" />
    </>
  );
}

function JointItems(): React.JSX.Element | null {
  const { stores } = useServices();
  const { keypoints } = useStore(stores.figure, ({ selection }) => selection);
  const [first] = keypoints;
  if (!first) return null;
  const what = keypoints.length === 1 ? keypointLabel(first) : say`${keypoints.length} joints`;
  return (
    <>
      <CommandItem command="delete" label={say`Hide ${what}`} />
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
  const what = others.length === 0 ? keypointLabel(first) : say`${others.length + 1} hidden joints`;
  return (
    <>
      <CommandItem command="showHidden" label={say`Bring ${what} back`} />
      <Menu.Separator className="menu-line" />
    </>
  );
}

function LimbItem({ limb }: { readonly limb: LimbRef }): React.JSX.Element {
  const { actions } = useServices();
  return (
    <>
      <Menu.Item className="menu-item" onClick={() => actions.figure.toggleLimb(limb.person, limb.limb)}>
        {say`Remove this limb`}
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
  const one = selected.length === 1;
  return (
    <>
      <CommandItem command="duplicate" label={one ? say`Duplicate person` : say`Duplicate people`} />
      <CommandItem command="mirror" label={one ? say`Mirror person` : say`Mirror people`} />
      <CommandItem command="lock" label={selected.every(({ locked }) => locked) ? say`Unlock` : say`Lock`} />
      <CommandItem command="hide" label={selected.every(({ hidden }) => hidden) ? say`Show` : say`Hide`} />
      <CommandItem command="forward" />
      <CommandItem command="backward" />
      <CommandItem command="remove" label={one ? say`Remove person` : say`Remove people`} />
      <Menu.Separator className="menu-line" />
    </>
  );
}
