import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { CommandBarItem } from '../editor/CommandBar.tsx';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { opensDialog, PageDialog } from '../ui/PageDialog.tsx';
import './poses.css';
import { say } from '../words/say.ts';

/** The library with its poses. */
export const posesPart = lazyPart(async () => (await import('./PoseBrowser.tsx')).PoseBrowser);

/** Poses to choose from, those of the library and the person's own. */
export function PosesDialog({ icon }: { readonly icon: ReactNode }): React.JSX.Element {
  const { stores, actions } = useServices();
  const open = useStore(stores.poses, ({ dialogOpen }) => dialogOpen);
  const search = useRef<HTMLInputElement>(null);
  const [byTouch, setByTouch] = useState(false);
  // Where the field comes after the dialog, the focus follows.
  const focusSearch = useCallback(
    (field: HTMLInputElement | null) => {
      search.current = field;
      if (!byTouch) field?.focus();
    },
    [byTouch],
  );
  useEffect(() => {
    // Other tabs save and delete, too.
    if (open) void actions.poses.refresh();
  }, [open, actions]);
  const show = (dialogOpen: boolean): void =>
    stores.poses.setState({ dialogOpen, note: '', problems: [], removed: [] });
  return (
    <>
      <CommandBarItem>
        <Button
          className="toolbar-poses"
          icon={icon}
          {...opensDialog(open, (touched) => {
            setByTouch(touched);
            show(true);
          })}
        >
          {say`Poses`}
        </Button>
      </CommandBarItem>
      <PageDialog
        open={open}
        title={say`Poses`}
        className="poses"
        // A finger would bring the keyboard up over the poses.
        initialFocus={() => byTouch || (search.current ?? true)}
        onClose={() => {
          setByTouch(false);
          show(false);
        }}
      >
        <posesPart.Part search={focusSearch} />
      </PageDialog>
    </>
  );
}
