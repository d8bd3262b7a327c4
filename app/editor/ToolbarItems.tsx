import { Toolbar } from '@base-ui/react/toolbar';
import type { ReactElement, ReactNode } from 'react';
import type { CommandId } from './commands.ts';
import { useCommand } from './use-command.ts';

interface ToolbarCommandProps {
  readonly command: CommandId;
  readonly icon: ReactNode;
  /** A name of its own, where the command's is about more. */
  readonly label?: string;
  /** Is it something that is on or off? */
  readonly pressed?: boolean;
}

/** A button of the table of commands in a toolbar. While nothing is to be done by it, it keeps the focus. */
export function ToolbarCommand({ command, icon, label, pressed }: ToolbarCommandProps): React.JSX.Element {
  const { label: common, keys, isPossible, run } = useCommand(command);
  const name = label ?? common;
  return (
    <Toolbar.Button
      className="button"
      data-kind="icon"
      aria-label={name}
      title={keys === '' ? name : `${name} (${keys})`}
      aria-pressed={pressed}
      disabled={!isPossible}
      onClick={run}
    >
      {icon}
    </Toolbar.Button>
  );
}

/** Makes any other button one of the toolbar's, among which the arrows go. */
export function ToolbarItem({ children }: { readonly children: ReactElement }): React.JSX.Element {
  return <Toolbar.Button render={children} />;
}
