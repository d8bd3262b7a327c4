import { useLayoutEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { type Services, useServices } from '../../services.ts';
import { COMMAND_IDS, commandOf } from '../commands.ts';

/** Inside of these, keys have a meaning of their own. */
const OWN_KEYS = [
  'input:not([type=checkbox], [type=button])',
  ...['textarea', 'select', '[contenteditable=true]'],
  ...[
    '[role=dialog]',
    '[role=menu]',
    '[role=listbox]',
    '[role=slider]',
    '[role=tablist]',
    '[role=radiogroup]',
  ],
].join(', ');

/** Makes the keys of the table work while the focus is in the editor or nowhere, from its first frame on. */
export function useShortcuts(): void {
  const services = useServices();
  useLayoutEffect(() => tinykeys(window, bindingsOf(services)), [services]);
}

/** Is an event about the editor, and not about a field or a menu? */
export function isForEditor({ target, defaultPrevented }: Event): boolean {
  if (defaultPrevented || !(target instanceof Element)) return false;
  if (target.closest(OWN_KEYS)) return false;
  return target === document.body || target.closest('.editor') !== null;
}

function bindingsOf(services: Services): Record<string, (event: KeyboardEvent) => void> {
  const bindings = COMMAND_IDS.flatMap((id) => {
    const { run, keys, also = [], isPossible } = commandOf(id);
    if (!run) return [];
    const onKey = (event: KeyboardEvent): void => {
      if (!isForEditor(event)) return;
      // Also where nothing can be done: Ctrl+D would bookmark the page instead.
      event.preventDefault();
      if (isPossible?.(services.stores.figure.getState(), services) ?? true) run(services, event);
    };
    return [...keys, ...also].map((key) => [key, onKey] as const);
  });
  return Object.fromEntries(bindings);
}
