import { Dialog } from '@base-ui/react/dialog';
import { FileOutput, X } from 'lucide-react';
import { CommandBarItem } from '../editor/CommandBar.tsx';
import { IconButton } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import './pose-files.css';

/** What can be exported, and how. */
export const exportPart = lazyPart(async () => (await import('./ExportChoices.tsx')).ExportChoices);

/** The pose as a file: the picture of the skeleton, JSON or SVG. */
export function ExportDialog(): React.JSX.Element {
  return (
    <Dialog.Root>
      <CommandBarItem>
        <Dialog.Trigger render={<IconButton label="Export the pose" icon={<FileOutput size={18} />} />} />
      </CommandBarItem>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog export-dialog">
          <header className="dialog-head">
            <Dialog.Title render={<h2 />}>Export the pose</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
          </header>
          <exportPart.Part />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
