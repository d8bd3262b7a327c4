import { useLayoutEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { type Services, useServices } from '../../services.ts';
import { COMMAND_IDS, type CommandId, commandOf } from '../commands.ts';

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

const isOfPage = (id: CommandId): boolean => commandOf(id).everywhere === true;
const PAGE_COMMANDS = COMMAND_IDS.filter(isOfPage);
const EDITOR_COMMANDS = COMMAND_IDS.filter((id) => !isOfPage(id));

/** These lie over the page and what its keys would do. */
const ABOVE = 'dialog, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

/** Makes the keys of the editor's commands work while the focus is in it or nowhere, from its first frame on. */
export function useShortcuts(): void {
  useKeysOf(EDITOR_COMMANDS, isForEditor);
}

/** Makes the keys work that mean the whole page, wherever the focus is. */
export function usePageShortcuts(): void {
  useKeysOf(PAGE_COMMANDS, isForPage);
}

function useKeysOf(ids: readonly CommandId[], isFor: (event: Event) => boolean): void {
  const services = useServices();
  useLayoutEffect(() => tinykeys(window, bindingsOf(ids, isFor, services)), [ids, isFor, services]);
}

/** Is an event about the editor, and not about a field or a menu? */
export function isForEditor({ target, defaultPrevented }: Event): boolean {
  if (defaultPrevented || !(target instanceof Element)) return false;
  if (target.closest(OWN_KEYS)) return false;
  return target === document.body || target.closest('.editor') !== null;
}

/** Is an event about the page, and about nothing that lies over it? */
export function isForPage({ target, defaultPrevented }: Event): boolean {
  return !defaultPrevented && target instanceof Element && !target.closest(ABOVE);
}

function bindingsOf(
  ids: readonly CommandId[],
  isFor: (event: Event) => boolean,
  services: Services,
): Record<string, (event: KeyboardEvent) => void> {
  const bindings = ids.flatMap((id) => {
    const { run, keys, also = [], isPossible } = commandOf(id);
    if (!run) return [];
    const onKey = (event: KeyboardEvent): void => {
      if (!isFor(event)) return;
      // Also where nothing can be done: Ctrl+D would bookmark the page instead.
      event.preventDefault();
      if (isPossible?.(services.stores.figure.getState(), services) ?? true) run(services, event);
    };
    return [...keys, ...also].map((key) => [key, onKey] as const);
  });
  return Object.fromEntries(bindings);
}
