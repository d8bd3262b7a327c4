import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import './detect.css';

/** What the dialog shows. */
export const detectPart = lazyPart(async () => (await import('./DetectPanels.tsx')).DetectPanels);

/** Finds people in a picture and takes them to the canvas. */
export function DetectDialog(): React.JSX.Element {
  const { stores, actions } = useServices();
  const open = useStore(stores.detect, (detect) => detect.open);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(opens) => {
        if (!opens) actions.detect.close();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          className="dialog detect"
          {...fileHandlers((file) => void actions.detect.openFile(file))}
        >
          <header className="dialog-head">
            <Dialog.Title render={<h2 />}>Detect a pose</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
          </header>
          <detectPart.Part />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Files that are dropped on the dialog or pasted into it are pictures to look at; the page below does not get them. */
function fileHandlers(onFile: (file: File) => void) {
  const hold = (event: React.DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    onDragEnter: hold,
    onDragOver: hold,
    onDrop(event: React.DragEvent): void {
      hold(event);
      const [file] = event.dataTransfer.files;
      if (file) onFile(file);
    },
    onPaste(event: React.ClipboardEvent): void {
      const [file] = event.clipboardData.files;
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      onFile(file);
    },
  };
}
