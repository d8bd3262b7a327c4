import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';
import { PoseBrowser } from './PoseBrowser.tsx';
import './poses.css';

/** Poses to choose from, those of the library and the person's own. */
export function PosesDialog({ icon }: { readonly icon: ReactNode }): React.JSX.Element {
  const { stores, actions } = useServices();
  const open = useStore(stores.poses, ({ dialogOpen }) => dialogOpen);
  const search = useRef<HTMLInputElement>(null);
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
      <Dialog.Trigger className="button toolbar-poses">{icon} Poses</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          className="dialog poses"
          // A finger would bring the keyboard up over the poses.
          initialFocus={(opened) => (opened === 'touch' ? true : search.current)}
        >
          <header className="dialog-head">
            <Dialog.Title render={<h2 />}>Poses</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
          </header>
          <PoseBrowser search={search} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
