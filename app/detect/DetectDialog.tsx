import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { PageDialog } from '../ui/PageDialog.tsx';
import './detect.css';
import { say } from '../words/say.ts';

/** What the dialog shows. */
export const detectPart = lazyPart(async () => (await import('./DetectPanels.tsx')).DetectPanels);

/** Finds people in a picture and takes them to the canvas. */
export function DetectDialog(): React.JSX.Element {
  const { stores, actions } = useServices();
  const open = useStore(stores.detect, (detect) => detect.open);
  return (
    <PageDialog
      open={open}
      title={say`Detect a pose`}
      className="detect"
      listeners={fileListeners((file) => void actions.detect.openFile(file))}
      onClose={() => actions.detect.close()}
    >
      <detectPart.Part />
    </PageDialog>
  );
}

/** Files that are dropped on the dialog or pasted into it are pictures to look at; the page below does not get them. */
function fileListeners(onFile: (file: File) => void) {
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
