import { Menu } from '@base-ui/react/menu';
import type { CommandId } from './commands.ts';
import { useCommand } from './use-command.ts';

interface CommandItemProps {
  readonly command: CommandId;
  readonly label?: string;
}

/** A menu item of the table of commands, with its keys beside it. */
export function CommandItem({ command, label }: CommandItemProps): React.JSX.Element {
  const { label: common, keys, isPossible, run } = useCommand(command);
  return (
    <Menu.Item className="menu-item" disabled={!isPossible} onClick={run}>
      {label ?? common}
      {keys !== '' && (
        <kbd className="menu-keys" aria-hidden>
          {keys}
        </kbd>
      )}
    </Menu.Item>
  );
}
