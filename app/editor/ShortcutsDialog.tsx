import { useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { PageDialog } from '../ui/PageDialog.tsx';
import { useFocusBack } from '../ui/use-focus-back.ts';
import { say } from '../words/say.ts';

/** The list of the dialog. */
export const shortcutsPart = lazyPart(async () => (await import('./keys/ShortcutList.tsx')).ShortcutList);

/** All keys. */
export function ShortcutsDialog(): React.JSX.Element {
  const { stores, actions } = useServices();
  const open = useStore(stores.editor, (editor) => editor.shortcuts);
  const { keep, giveBack } = useFocusBack();
  useLayoutEffect(() => {
    if (open) keep();
  }, [open, keep]);
  return (
    <PageDialog
      open={open}
      title={say`Keyboard shortcuts`}
      className="shortcuts"
      onClose={() => actions.view.showShortcuts(false)}
      onClosed={giveBack}
    >
      <shortcutsPart.Part />
    </PageDialog>
  );
}
