import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { CommandBarItem } from '../editor/CommandBar.tsx';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import './poses.css';

/** The library with its poses. */
export const posesPart = lazyPart(async () => (await import('./PoseBrowser.tsx')).PoseBrowser);

/** Poses to choose from, those of the library and the person's own. */
export function PosesDialog({ icon }: { readonly icon: ReactNode }): React.JSX.Element {
  const { stores, actions } = useServices();
  const open = useStore(stores.poses, ({ dialogOpen }) => dialogOpen);
  const search = useRef<HTMLInputElement>(null);
  const byTouch = useRef(false);
  // Where the field comes after the dialog, the focus follows.
  const focusSearch = useCallback((field: HTMLInputElement | null) => {
    search.current = field;
    if (!byTouch.current) field?.focus();
  }, []);
  useEffect(() => {
    // Other tabs save and delete, too.
    if (open) void actions.poses.refresh();
  }, [open, actions]);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(dialogOpen) =>
        stores.poses.setState({ dialogOpen, note: '', problems: [], removed: [] })
      }
    >
      <CommandBarItem>
        <Dialog.Trigger className="button toolbar-poses">{icon} Poses</Dialog.Trigger>
      </CommandBarItem>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          className="dialog poses"
          // A finger would bring the keyboard up over the poses.
          initialFocus={(opened) => {
            byTouch.current = opened === 'touch';
            return byTouch.current || (search.current ?? true);
          }}
        >
          <header className="dialog-head">
            <Dialog.Title render={<h2 />}>Poses</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
          </header>
          <posesPart.Part search={focusSearch} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
