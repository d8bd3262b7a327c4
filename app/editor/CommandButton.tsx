import type { ReactNode } from 'react';
import { IconButton } from '../ui/Button.tsx';
import type { CommandId } from './commands.ts';
import { useCommand } from './use-command.ts';

interface CommandButtonProps {
  readonly command: CommandId;
  readonly icon: ReactNode;
  /** A name of its own, where the command's is about more. */
  readonly label?: string;
  /** Is it something that is on or off? */
  readonly pressed?: boolean;
}

/** A button of the table of commands, with its keys in the tooltip. */
export function CommandButton({ command, icon, label, pressed }: CommandButtonProps): React.JSX.Element {
  const { label: common, keys, isPossible, run } = useCommand(command);
  const name = label ?? common;
  return (
    <IconButton
      label={name}
      title={keys === '' ? name : `${name} (${keys})`}
      icon={icon}
      disabled={!isPossible}
      aria-pressed={pressed}
      onClick={run}
    />
  );
}
