import { Toolbar } from '@base-ui/react/toolbar';
import type { ReactElement, ReactNode } from 'react';
import { say } from '../words/say.ts';
import type { CommandId } from './commands.ts';
import { useCommand } from './use-command.ts';

interface CommandBarProps {
  readonly className: string;
  readonly label: string;
  readonly children: ReactNode;
}

/** A row of buttons: Tab stops at one of them, the arrows, Home and End go through. */
export function CommandBar({ className, label, children }: CommandBarProps): React.JSX.Element {
  return (
    <Toolbar.Root className={className} aria-label={label} onKeyDown={keepKeys}>
      {children}
    </Toolbar.Root>
  );
}

/** Home and End go to the ends of the row; the arrows that mean nothing in a row do not move the figure either. */
function keepKeys(event: React.KeyboardEvent<HTMLElement>): void {
  const bar = event.currentTarget;
  // Keys in a dialog of a button come by here as well.
  if (!(event.target instanceof Element) || !bar.contains(event.target)) return;
  if (event.key === 'ArrowUp' || event.key === 'ArrowDown') event.preventDefault();
  if (event.key !== 'Home' && event.key !== 'End') return;
  event.preventDefault();
  const buttons = [...bar.querySelectorAll('button')].filter((button) => button.checkVisibility());
  buttons.at(event.key === 'Home' ? 0 : -1)?.focus();
}

interface CommandButtonProps {
  readonly command: CommandId;
  readonly icon: ReactNode;
  /** A name of its own, where the command's is about more. */
  readonly label?: string;
  /** Is it something that is on or off? */
  readonly pressed?: boolean;
}

/** A button of the table of commands, with its keys in the tooltip. While nothing is to be done by it, it keeps the focus. */
export function CommandButton({ command, icon, label, pressed }: CommandButtonProps): React.JSX.Element {
  const { label: common, keys, isPossible, run } = useCommand(command);
  const name = label ?? common;
  return (
    <Toolbar.Button
      className="button"
      data-kind="icon"
      aria-label={name}
      title={keys === '' ? name : say`${name} (${keys})`}
      aria-pressed={pressed}
      disabled={!isPossible}
      onClick={run}
    >
      {icon}
    </Toolbar.Button>
  );
}

/** Makes any other button one of the row. */
export function CommandBarItem({ children }: { readonly children: ReactElement }): React.JSX.Element {
  return <Toolbar.Button render={children} />;
}
