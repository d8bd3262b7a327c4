import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { useStore } from 'zustand';
import type { DragMode } from '../../core/pose/index.ts';
import { DRAG_MODE_WORDS } from '../actions/figure/selecting.ts';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';
import type { OpeningProps } from '../ui/lazy-control.tsx';
import { say } from '../words/say.ts';
import { CommandItem } from './CommandItem.tsx';
import { CommandBarItem } from './CommandBar.tsx';
import { JointItems } from './JointItems.tsx';

/** What is needed less often. */
export function MoreMenu({ defaultOpen }: OpeningProps): React.JSX.Element {
  return (
    <Menu.Root defaultOpen={defaultOpen}>
      <CommandBarItem>
        <Menu.Trigger render={<IconButton label={say`More`} icon={<Ellipsis size={18} />} />} />
      </CommandBarItem>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" sideOffset={6} align="start">
          <Menu.Popup className="popup menu">
            <CommandItem command="add" />
            <CommandItem command="addAnimal" />
            <CommandItem command="duplicate" />
            <CommandItem command="mirror" />
            <CommandItem command="remove" />
            <CommandItem command="reset" />
            <CommandItem command="showHidden" />
            <JointItems />
            <Menu.Separator className="menu-line" />
            <DragModeItems />
            <Menu.Separator className="menu-line" />
            <CommandItem command="zoomIn" />
            <CommandItem command="shortcuts" />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function DragModeItems(): React.JSX.Element {
  const { stores, actions } = useServices();
  const mode = useStore(stores.figure, (figure) => figure.dragMode);
  return (
    <Menu.RadioGroup value={mode} onValueChange={(chosen: DragMode) => actions.figure.setDragMode(chosen)}>
      {Object.entries(DRAG_MODE_WORDS).map(([value, label]) => (
        <Menu.RadioItem key={value} value={value} className="menu-item">
          {say(label)}
          <Menu.RadioItemIndicator className="menu-mark">✓</Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
