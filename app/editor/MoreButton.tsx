import { Ellipsis } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';
import { lazyControl } from '../ui/lazy-control.tsx';
import { say } from '../words/say.ts';
import { CommandBarItem } from './CommandBar.tsx';

/** The button of the menu with what is needed less often. */
export const moreMenu = lazyControl(
  async () => (await import('./MoreMenu.tsx')).MoreMenu,
  ({ onClick }) => (
    <CommandBarItem>
      <IconButton label={say`More`} icon={<Ellipsis size={18} />} aria-haspopup="menu" onClick={onClick} />
    </CommandBarItem>
  ),
);
