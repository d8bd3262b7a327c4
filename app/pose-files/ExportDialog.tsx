import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import { CommandBarItem } from '../editor/CommandBar.tsx';
import { IconButton } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { opensDialog, PageDialog } from '../ui/PageDialog.tsx';
import './pose-files.css';
import { say } from '../words/say.ts';

/** What can be exported, and how. */
export const exportPart = lazyPart(async () => (await import('./ExportChoices.tsx')).ExportChoices);

/** The pose as a file: the picture of the skeleton, JSON or SVG. */
export function ExportDialog(): React.JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <>
      <CommandBarItem>
        <IconButton
          label={say`Export the pose`}
          icon={<FileOutput size={18} />}
          {...opensDialog(open, () => setOpen(true))}
        />
      </CommandBarItem>
      <PageDialog
        open={open}
        title={say`Export the pose`}
        className="export-dialog"
        onClose={() => setOpen(false)}
      >
        <exportPart.Part />
      </PageDialog>
    </>
  );
}
